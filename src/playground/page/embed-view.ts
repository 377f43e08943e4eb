import type { APIAttachment, APIEmbed } from 'discord-api-types/v10';
import { element } from './element.ts';
import { icon } from './icon.ts';
import { markdownView, type References } from './markdown-view.ts';
import type { Texts } from './texts.ts';

export function embedView(embed: APIEmbed, references: References): HTMLElement {
  const { title, url, description, fields = [], footer, color } = embed;
  const view = element('div', { class: 'embed' });
  if (color !== undefined) view.style.borderInlineStartColor = `#${color.toString(16).padStart(6, '0')}`;
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
  if (footer !== undefined) view.append(element('div', { class: 'embed-footer', text: footer.text }));
  return view;
}

export function attachmentView(attachment: APIAttachment, texts: Texts): HTMLElement {
  const { filename, url, size, description, content_type: type = '' } = attachment;
  if (type.startsWith('image/')) {
    return element(
      'figure',
      { class: 'picture' },
      element('img', { src: here(url), alt: description ?? texts.image }),
      description === undefined
        ? null
        : element('details', { class: 'alt' }, element('summary', { text: 'ALT' }), description),
    );
  }
  return element(
    'div',
    { class: 'file' },
    element('span', { class: 'file-icon' }, icon('file')),
    element(
      'div',
      {},
      element('a', {
        href: here(url),
        download: filename,
        'aria-label': texts.download(filename),
        text: filename,
      }),
      element('div', { class: 'muted', text: sizeOf(size) }),
    ),
  );
}

/** Its address on Discord's own file server: here, the program has it. */
function here(url: string): string {
  return new URL(url).pathname;
}

function sizeOf(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KB`;
}
