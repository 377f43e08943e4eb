import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIComponentInContainer,
  APIComponentInMessageActionRow,
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
import { colourOf } from './embed.tsx';
import { Markdown } from './markdown-view.tsx';
import { Covered, FileCard, OutwardLink, Picture } from './media.tsx';
import { Select } from './select.tsx';
import { useSession } from './session.ts';

/** A button was pressed, or something chosen in a menu. */
type Press = (customId: string, values?: readonly string[]) => void;

interface Context {
  readonly message: APIMessage;
  readonly press: Press;
  /** The one that was pressed and isn't done yet. */
  readonly pressed: string | null;
}

/** All that stands under, or makes up, a message. */
export function Layout(context: Context) {
  const { components = [], id } = context.message;
  return (
    <>
      {components.map((part, at) => (
        <Part key={at} part={part} id={`${id}-${at}`} {...context} />
      ))}
    </>
  );
}

type AnyPart = APIMessageTopLevelComponent | APIComponentInContainer;

function Part({ part, id, ...context }: Context & { readonly part: AnyPart; readonly id: string }) {
  const { texts } = useSession();
  const { type } = part;
  switch (part.type) {
    case ACTION_ROW:
      return <Row row={part} id={id} {...context} />;
    case SECTION:
      return <Section section={part} {...context} />;
    case TEXT_DISPLAY:
      return <Text content={part.content} />;
    case MEDIA_GALLERY:
      return <Gallery {...part} />;
    case FILE:
      return <LayoutFile part={part} message={context.message} />;
    case SEPARATOR:
      return <Separator {...part} />;
    case CONTAINER:
      return <Container container={part} id={id} {...context} />;
    default:
      // Nothing is left out without a word.
      return <div class="muted">{texts.unshown(type)}</div>;
  }
}

/** Buttons, or a menu. */
function Row({
  row,
  id,
  ...context
}: Context & {
  readonly row: APIActionRowComponent<APIComponentInMessageActionRow>;
  readonly id: string;
}) {
  return (
    <div class="row">
      {row.components.map((component, at) =>
        component.type === BUTTON ? (
          <Button key={at} button={component} {...context} />
        ) : (
          <Select
            key={at}
            select={component}
            id={id}
            isPressed={component.custom_id === context.pressed}
            onChoose={(values) => context.press(component.custom_id, values)}
          />
        ),
      )}
    </div>
  );
}

const BUTTON_STYLES: Readonly<Record<number, string>> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
  5: 'secondary',
};
const LINK = 5;

function Button({ button, press, pressed }: Context & { readonly button: APIButtonComponent }) {
  const label = 'label' in button ? (button.label ?? '') : '';
  const looks = `button ${BUTTON_STYLES[button.style] ?? 'secondary'}`;
  if (button.style === LINK && 'url' in button) {
    return <OutwardLink class={looks} href={button.url}>{`${label} ↗`}</OutwardLink>;
  }
  const customId = 'custom_id' in button ? button.custom_id : '';
  return (
    <button
      type="button"
      class={customId === pressed ? `${looks} pressed` : looks}
      disabled={button.disabled === true}
      onClick={() => press(customId)}
    >
      {label}
    </button>
  );
}

function Text({ content }: { readonly content: string }) {
  return (
    <div class="markup">
      <Markdown text={content} />
    </div>
  );
}

function Section({
  section: { components, accessory },
  ...context
}: Context & { readonly section: APISectionComponent }) {
  return (
    <div class="section">
      <div class="section-texts">
        {components.map(({ content }, at) => (
          <Text key={at} content={content} />
        ))}
      </div>
      {accessory.type === BUTTON ? (
        <div class="row">
          <Button button={accessory} {...context} />
        </div>
      ) : (
        <div class="thumbnail">
          <Media {...accessory} />
        </div>
      )}
    </div>
  );
}

function Gallery({ items }: APIMediaGalleryComponent) {
  return (
    <div class={items.length === 1 ? 'gallery one' : 'gallery'}>
      {items.map((item, at) => (
        <Media key={at} {...item} />
      ))}
    </div>
  );
}

function Media({
  media: { url },
  description,
  spoiler = false,
}: {
  readonly media: { readonly url: string };
  readonly description?: string | null | undefined;
  readonly spoiler?: boolean | undefined;
}) {
  const picture = <Picture key={url} url={url} description={description} />;
  return spoiler ? <Covered key={url}>{picture}</Covered> : picture;
}

function LayoutFile({
  part: { file, spoiler = false },
  message,
}: {
  readonly part: APIFileComponent;
  readonly message: APIMessage;
}) {
  const found = message.attachments.find(({ url }) => url === file.url);
  if (found === undefined) return <Picture url={file.url} />;
  const card = <FileCard {...found} />;
  return spoiler ? <Covered key={file.url}>{card}</Covered> : card;
}

/** The spacing of a separator (Components, Component Reference). */
const LARGE = 2;

function Separator({ divider = true, spacing }: APISeparatorComponent) {
  const size = spacing === LARGE ? 'large' : 'small';
  return divider ? <hr class={`separator ${size}`} /> : <div class={`separator none ${size}`} />;
}

function Container({
  container,
  id,
  ...context
}: Context & { readonly container: APIContainerComponent; readonly id: string }) {
  const colour = colourOf(container.accent_color);
  const view = (
    <div
      class={colour === undefined ? 'container' : 'container accented'}
      style={{ borderInlineStartColor: colour }}
    >
      {container.components.map((part, at) => (
        <Part key={at} part={part} id={`${id}-${at}`} {...context} />
      ))}
    </div>
  );
  return container.spoiler === true ? <Covered>{view}</Covered> : view;
}

/** The texts of a message that is made of components. */
export function textsOf({ components = [] }: APIMessage): readonly string[] {
  return components.flatMap(within);
}

function within(part: AnyPart): readonly string[] {
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
