import { element } from './element.ts';
import type { Session } from './session.ts';

type Texts = Session['texts'];

/** Where the program has a file of Discord's own file server; null for all that lies elsewhere. */
export function pathOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { host, pathname } = new URL(url);
  return host === 'cdn.discordapp.com' && pathname.startsWith('/attachments/') ? pathname : null;
}

/** A picture with its description. One that lies elsewhere is only named: nothing is fetched from there. */
export function pictureView(
  url: string,
  description: string | null | undefined,
  texts: Texts,
  spoiler = false,
): HTMLElement {
  const path = pathOf(url);
  if (path === null) {
    return element(
      'p',
      { class: 'muted far' },
      texts.farPicture,
      ' ',
      element('a', { href: url, target: '_blank', rel: 'noreferrer', text: url }),
    );
  }
  const picture = element(
    'figure',
    { class: 'picture' },
    element('img', { src: path, alt: description ?? texts.image }),
    description === undefined || description === null || description === ''
      ? null
      : element('details', { class: 'alt' }, element('summary', { text: 'ALT' }), description),
  );
  return spoiler ? covered(picture) : picture;
}

/** Until somebody wants to see it. */
export function covered(view: HTMLElement): HTMLElement {
  const cover = element('button', {
    type: 'button',
    class: 'spoiler-cover',
    text: 'Spoiler',
    on: { click: () => cover.replaceWith(view) },
  });
  return cover;
}
