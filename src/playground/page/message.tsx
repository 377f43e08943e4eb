import { useSignal } from '@preact/signals';
import type { APIMessage, APIUser } from 'discord-api-types/v10';
import { useRef } from 'preact/hooks';
import { inspect, jump, press, showPins } from './actions.ts';
import { choiceNamed } from './command-choices.ts';
import { Embed } from './embed.tsx';
import type { Failure, FeedItem } from './feed.ts';
import { Icon } from './icon.tsx';
import { Layout, textsOf } from './layout.tsx';
import { Markdown } from './markdown-view.tsx';
import { plainText } from './plain-text.ts';
import { FileCard, Picture } from './media.tsx';
import { MenuButton, openMenuAt } from './menu.tsx';
import { authorMenu, hasUserCommands, messageMenu } from './message-menu.ts';
import { nameOf } from './names.ts';
import { useSession, type Session } from './session.ts';
import { useKeptFocus } from './kept-focus.ts';

/** Discord's numbers (Resources, Message). */
const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const IS_COMPONENTS_V2 = 1 << 15;
const PINNED_MESSAGE = 6;
const CONTEXT_MENU_COMMAND = 23;

type Props = Pick<Extract<FeedItem, { kind: 'message' }>, 'shown' | 'failure'>;

export function Message({ shown, failure }: Props) {
  const session = useSession();
  const view = useRef<HTMLElement>(null);
  const pressed = useSignal<string | null>(null);
  useKeptFocus(view);
  const { texts } = session;
  const { message } = shown;
  if (message.type === PINNED_MESSAGE) return <PinnedNote message={message} />;
  const flags = message.flags ?? 0;
  const isOwn = (flags & EPHEMERAL) !== 0;
  const isWaiting = (flags & LOADING) !== 0;
  const moreButton = `more-${message.id}`;

  /** Nothing of a message can be pressed again until the bot is done. */
  async function pressOnce(customId: string, values?: readonly string[]): Promise<void> {
    if (pressed.value !== null) return;
    pressed.value = customId;
    try {
      await press(session, message.id, customId, values);
    } finally {
      pressed.value = null;
    }
  }

  return (
    <article
      ref={view}
      class={isOwn ? 'message own' : 'message'}
      id={`message-${message.id}`}
      tabIndex={-1}
      aria-label={`${message.author.username}, ${timeOf(message, session)}`}
      aria-busy={pressed.value !== null}
      onContextMenu={(event) => {
        if (event.target instanceof HTMLAnchorElement || isWaiting) return;
        event.preventDefault();
        openMenuAt(event, moreButton, messageMenu(shown, session));
      }}
    >
      <HeadLine message={message} />
      <Avatar user={message.author} />
      <div class="body">
        <AuthorLine message={message} hasMenu />
        {isWaiting ? (
          <div class="waiting">{texts.thinking(message.author.username)}</div>
        ) : (
          <Content message={message} />
        )}
        <Cards message={message} />
        <Layout
          message={message}
          press={(customId, values) => void pressOnce(customId, values)}
          pressed={pressed.value}
        />
        {isOwn ? (
          <div class="own-note muted">
            <Icon name="eye" />
            {`${texts.onlyYou} • `}
            <button
              type="button"
              class="link"
              onClick={() => void session.act({ kind: 'dismiss', message: message.id })}
            >
              {texts.dismiss}
            </button>
          </div>
        ) : null}
        {failure === null ? null : <FailureNote failure={failure} />}
      </div>
      {isWaiting ? null : (
        <MenuButton
          id={moreButton}
          class="icon more"
          aria-label={texts.more}
          title={texts.more}
          menu={() => messageMenu(shown, session)}
        >
          <Icon name="more" />
        </MenuButton>
      )}
    </article>
  );
}

export function FailureNote({ failure: { text, interaction } }: { readonly failure: Failure }) {
  const session = useSession();
  return (
    <div class="failure" role="alert">
      {`⚠ ${text} `}
      {interaction === null ? null : (
        <button type="button" class="link" onClick={() => inspect(session, interaction)}>
          {session.texts.whyFailed}
        </button>
      )}
    </div>
  );
}

/** What a message says and who said it, with nothing that can be pressed, for where it is shown once more. */
export function MessageBody({ message }: { readonly message: APIMessage }) {
  const isLayout = ((message.flags ?? 0) & IS_COMPONENTS_V2) !== 0;
  return (
    <>
      <div class="pin-head">
        <Avatar user={message.author} size="small" />
        <AuthorLine message={message} />
      </div>
      <Content message={message} />
      <Cards message={message} />
      {isLayout ? (
        <div inert>
          <Layout message={message} press={() => undefined} pressed={null} />
        </div>
      ) : null}
    </>
  );
}

/** Who has said it: a coloured disc, so that nothing is fetched. */
export function Avatar({
  user: { id, username, bot },
  size = '',
}: {
  readonly user: Pick<APIUser, 'id' | 'username' | 'bot'>;
  readonly size?: 'tiny' | 'small' | '';
}) {
  const looks = bot === true ? 'bot' : `person-${Number(id.slice(-2)) % 5}`;
  return (
    <div class={`avatar ${looks} ${size}`.trim()} aria-hidden="true">
      {bot === true ? '*' : username.charAt(0).toUpperCase()}
    </div>
  );
}

function Content({ message: { content, edited_timestamp: edited } }: { readonly message: APIMessage }) {
  const { texts } = useSession();
  if (content === '') return null;
  return (
    <div class="content markup">
      <Markdown text={content} />
      {edited === null ? null : <small class="muted edited">{texts.edited}</small>}
    </div>
  );
}

/** Embeds, and those files that nothing else of the message shows. */
function Cards({ message: { attachments, embeds, components = [] } }: { readonly message: APIMessage }) {
  const shown = JSON.stringify([embeds, components]);
  return (
    <>
      {embeds.map((embed, at) => (
        <Embed key={at} embed={embed} />
      ))}
      {attachments
        .filter(({ url }) => !shown.includes(JSON.stringify(url)))
        .map((attachment) =>
          attachment.content_type?.startsWith('image/') === true ? (
            <Picture key={attachment.id} {...attachment} />
          ) : (
            <FileCard key={attachment.id} {...attachment} />
          ),
        )}
    </>
  );
}

/** Above a reply: who used which command, or what it replies to. */
function HeadLine({ message }: { readonly message: APIMessage }) {
  const session = useSession();
  const { texts, feed, person } = session;
  const { interaction, referenced_message: to } = message;
  if (interaction !== undefined) {
    return (
      <div class="head">
        <Avatar user={interaction.user} size="tiny" />
        <strong>{interaction.user.username}</strong>
        {` ${texts.usedCommand} `}
        <span class="mention">{commandName(message, interaction.name, session)}</span>
      </div>
    );
  }
  if (to === undefined || to === null) return null;
  const standing = feed.find(to.id);
  if (standing === undefined || (standing.seenBy !== null && standing.seenBy !== person.id)) {
    return (
      <div class="head">
        <em>{standing === undefined ? texts.deleted : texts.notLoaded}</em>
      </div>
    );
  }
  return (
    <div class="head">
      <Avatar user={to.author} size="tiny" />
      <strong>{to.author.username}</strong>
      <button type="button" class="preview" onClick={() => void jump(session, to.id)}>
        {preview(to, session)}
      </button>
    </div>
  );
}

function commandName({ type }: APIMessage, name: string, { commands, persona }: Session): string {
  const choice = choiceNamed(name, { commands, persona });
  const inMenu = commands.find((one) => one.name === name);
  const shown = choice?.title ?? (inMenu === undefined ? name : nameOf(inMenu, persona.locale));
  return type === CONTEXT_MENU_COMMAND ? shown : `/${shown}`;
}

/** A line of what a message says. */
function preview(message: APIMessage, session: Session): string {
  const { content, embeds } = message;
  const [embed] = embeds;
  const text = content || embed?.title || embed?.description || textsOf(message)[0] || '';
  return plainText(text, session) || '…';
}

function AuthorLine({
  message,
  hasMenu = false,
}: {
  readonly message: APIMessage;
  /** Whether commands can be used on the author from here. */
  readonly hasMenu?: boolean;
}) {
  const session = useSession();
  const { author } = message;
  return (
    <div class="author-line">
      {hasMenu && hasUserCommands(session) ? (
        <MenuButton id={`author-${message.id}`} class="author" menu={() => authorMenu(author, session)}>
          {author.username}
        </MenuButton>
      ) : (
        <span class="author">{author.username}</span>
      )}
      {author.bot === true ? <span class="app">{session.texts.app}</span> : null}
      <TimeOfMessage message={message} />
    </div>
  );
}

export function TimeOfMessage({ message }: { readonly message: APIMessage }) {
  return (
    <time class="muted" dateTime={message.timestamp}>
      {timeOf(message, useSession())}
    </time>
  );
}

function timeOf({ timestamp }: APIMessage, { persona, texts }: Session): string {
  const date = new Date(timestamp);
  const clock = new Intl.DateTimeFormat(persona.locale, { timeStyle: 'short' }).format(date);
  return date.toDateString() === new Date().toDateString()
    ? `${texts.today} ${clock}`
    : new Intl.DateTimeFormat(persona.locale, { dateStyle: 'short', timeStyle: 'short' }).format(date);
}

function PinnedNote({ message }: { readonly message: APIMessage }) {
  const session = useSession();
  const { texts } = session;
  return (
    <article class="message note" id={`message-${message.id}`} tabIndex={-1}>
      <span class="note-sign">
        <Icon name="pin" />
      </span>
      <div class="body">
        {`${texts.pinned(message.author.username)} `}
        <button type="button" class="link" onClick={() => void showPins(session)}>
          {texts.pins}
        </button>{' '}
        <TimeOfMessage message={message} />
      </div>
    </article>
  );
}
