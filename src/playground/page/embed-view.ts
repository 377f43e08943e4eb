import type { APIAttachment, APIEmbed, APIMessage } from 'discord-api-types/v10';
import { element } from './element.ts';
import { icon } from './icon.ts';
import { markdownView } from './markdown-view.ts';
import { pathOf, pictureView } from './media-view.ts';
import type { Session } from './session.ts';
import type { Texts } from './texts.ts';

export function embedView(embed: APIEmbed, session: Session): HTMLElement {
  const { references, texts } = session;
  const { title, url, description, fields = [], author, color } = embed;
  const view = element('div', { class: 'embed' });
  if (color !== undefined) view.style.borderInlineStartColor = `#${color.toString(16).padStart(6, '0')}`;
  if (author !== undefined) {
    view.append(
      element(
        'div',
        { class: 'embed-author' },
        author.url === undefined
          ? author.name
          : element('a', { href: author.url, target: '_blank', rel: 'noreferrer', text: author.name }),
      ),
    );
  }
  if (title !== undefined) {
    const text = markdownView(title, references);
    view.append(
      element(
        'div',
        { class: 'embed-title' },
        url === undefined ? null : element('a', { href: url, target: '_blank', rel: 'noreferrer' }, ...text),
        ...(url === undefined ? text : []),
      ),
    );
  }
  if (description !== undefined) {
    view.append(
      element('div', { class: 'embed-description markup' }, ...markdownView(description, references)),
    );
  }
  if (fields.length > 0) {
    view.append(
      element(
        'div',
        { class: 'embed-fields' },
        ...fields.map(({ name, value, inline }) =>
          element(
            'div',
            { class: inline === true ? 'embed-field inline' : 'embed-field' },
            element('div', { class: 'embed-field-name' }, ...markdownView(name, references)),
            element('div', { class: 'markup' }, ...markdownView(value, references)),
          ),
        ),
      ),
    );
  }
  for (const [kind, picture] of [
    ['embed-thumbnail', embed.thumbnail],
    ['embed-image', embed.image],
  ] as const) {
    if (picture !== undefined) {
      view.append(element('div', { class: kind }, pictureView(picture.url, picture.description, texts)));
    }
  }
  const foot = footOf(embed, session);
  if (foot !== '') view.append(element('div', { class: 'embed-footer', text: foot }));
  return view;
}

function footOf({ footer, timestamp }: APIEmbed, { persona }: Session): string {
  const time =
    timestamp === undefined
      ? []
      : [
          new Intl.DateTimeFormat(persona.locale, { dateStyle: 'short', timeStyle: 'short' }).format(
            new Date(timestamp),
          ),
        ];
  return [...(footer === undefined ? [] : [footer.text]), ...time].join(' • ');
}

/** Those files that nothing else of the message shows. */
export function attachmentViews(
  { attachments, embeds, components = [] }: APIMessage,
  texts: Texts,
): readonly HTMLElement[] {
  const shown = JSON.stringify([embeds, components]);
  return attachments
    .filter(({ url }) => !shown.includes(JSON.stringify(url)))
    .map((attachment) =>
      attachment.content_type?.startsWith('image/') === true
        ? pictureView(attachment.url, attachment.description, texts)
        : fileView(attachment, texts),
    );
}

export function fileView({ filename, url, size }: APIAttachment, texts: Texts): HTMLElement {
  return element(
    'div',
    { class: 'file' },
    element('span', { class: 'file-icon' }, icon('file')),
    element(
      'div',
      {},
      element('a', {
        href: pathOf(url) ?? url,
        download: filename,
        'aria-label': texts.download(filename),
        text: filename,
      }),
      element('div', { class: 'muted', text: sizeOf(size) }),
    ),
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KB`;
}
