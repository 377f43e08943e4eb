import type {
  APIComponentInContainer,
  APIContainerComponent,
  APIFileComponent,
  APIMediaGalleryComponent,
  APIMessage,
  APIMessageTopLevelComponent,
  APISectionComponent,
  APISeparatorComponent,
} from 'discord-api-types/v10';
import {
  ACTION_ROW,
  BUTTON,
  CONTAINER,
  FILE,
  MEDIA_GALLERY,
  SECTION,
  SEPARATOR,
  TEXT_DISPLAY,
} from './component-types.ts';
import { buttonView, rowView, type Press } from './components-view.ts';
import { element } from './element.ts';
import { fileView } from './embed-view.ts';
import { markdownView } from './markdown-view.ts';
import { covered, pictureView } from './media-view.ts';
import type { Session } from './session.ts';

/** The spacing of a separator (Components, Component Reference). */
const LARGE = 2;

/** All that stands under, or makes up, a message. */
export function layoutView(message: APIMessage, session: Session, press: Press): readonly HTMLElement[] {
  return (message.components ?? []).map((one, at) =>
    partView(one, { message, session, press, id: `${message.id}-${at}` }),
  );
}

interface Where {
  readonly message: APIMessage;
  readonly session: Session;
  readonly press: Press;
  /** Of the component, in the page. */
  readonly id: string;
}

function partView(part: APIMessageTopLevelComponent | APIComponentInContainer, where: Where): HTMLElement {
  const { type } = part;
  switch (part.type) {
    case ACTION_ROW:
      return rowView(part, where.id, where.session, where.press);
    case SECTION:
      return sectionView(part, where);
    case TEXT_DISPLAY:
      return textView(part.content, where.session);
    case MEDIA_GALLERY:
      return galleryView(part, where.session);
    case FILE:
      return layoutFileView(part, where);
    case SEPARATOR:
      return separatorView(part);
    case CONTAINER:
      return containerView(part, where);
    default:
      // Nothing is left out without a word.
      return element('div', { class: 'muted', text: where.session.texts.unshown(type) });
  }
}

function textView(content: string, session: Session): HTMLElement {
  return element('div', { class: 'markup' }, ...markdownView(content, session.references));
}

function sectionView({ components, accessory }: APISectionComponent, { session, press }: Where): HTMLElement {
  return element(
    'div',
    { class: 'section' },
    element(
      'div',
      { class: 'section-texts' },
      ...components.map(({ content }) => textView(content, session)),
    ),
    accessory.type === BUTTON
      ? element('div', { class: 'row' }, buttonView(accessory, press))
      : element(
          'div',
          { class: 'thumbnail' },
          pictureView(accessory.media.url, accessory.description, session.texts, accessory.spoiler),
        ),
  );
}

function galleryView({ items }: APIMediaGalleryComponent, { texts }: Session): HTMLElement {
  return element(
    'div',
    { class: items.length === 1 ? 'gallery one' : 'gallery' },
    ...items.map(({ media, description, spoiler }) => pictureView(media.url, description, texts, spoiler)),
  );
}

function layoutFileView(
  { file, spoiler = false }: APIFileComponent,
  { message, session }: Where,
): HTMLElement {
  const { texts } = session;
  const found = message.attachments.find(({ url }) => url === file.url);
  if (found === undefined) return pictureView(file.url, null, texts);
  const view = fileView(found, texts);
  return spoiler ? covered(view) : view;
}

function separatorView({ divider = true, spacing }: APISeparatorComponent): HTMLElement {
  const size = spacing === LARGE ? 'large' : 'small';
  return divider
    ? element('hr', { class: `separator ${size}` })
    : element('div', { class: `separator none ${size}` });
}

function containerView(container: APIContainerComponent, where: Where): HTMLElement {
  const { accent_color: colour, components, spoiler = false } = container;
  const view = element(
    'div',
    { class: 'container' },
    ...components.map((one, at) => partView(one, { ...where, id: `${where.id}-${at}` })),
  );
  if (colour !== undefined && colour !== null) {
    view.classList.add('accented');
    view.style.borderInlineStartColor = `#${colour.toString(16).padStart(6, '0')}`;
  }
  return spoiler ? covered(view) : view;
}

/** The texts of a message that is made of components. */
export function textsOf({ components = [] }: APIMessage): readonly string[] {
  return components.flatMap(within);
}

function within(part: APIMessageTopLevelComponent | APIComponentInContainer): readonly string[] {
  switch (part.type) {
    case TEXT_DISPLAY:
      return [part.content];
    case SECTION:
      return part.components.map(({ content }) => content);
    case CONTAINER:
      return part.components.flatMap(within);
    default:
      return [];
  }
}
