import type { APIMessage, APIUser } from 'discord-api-types/v10';
import { entriesOf } from './command-entries.ts';
import type { Press } from './components-view.ts';
import { element, iconButton } from './element.ts';
import { attachmentViews, embedView } from './embed-view.ts';
import { icon } from './icon.ts';
import { layoutView, textsOf } from './layout-view.ts';
import { markdownView } from './markdown-view.ts';
import { nameOf } from './names.ts';
import type { Session } from './session.ts';
import type { ShownMessage } from '../protocol.ts';

/** Discord's numbers (Resources, Message). */
const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const IS_COMPONENTS_V2 = 1 << 15;
const PINNED_MESSAGE = 6;
const CONTEXT_MENU_COMMAND = 23;

/** What can be done with a message. */
export interface MessageActions {
  readonly press: Press;
  readonly openMenu: (at: HTMLElement) => void;
  readonly dismiss: () => void;
  /** The author's; null where no command is used on people. */
  readonly openAuthorMenu: ((at: HTMLElement) => void) | null;
  readonly showPins: () => void;
}

export function messageView(
  { message }: ShownMessage,
  session: Session,
  actions: MessageActions,
): HTMLElement {
  const { texts } = session;
  if (message.type === PINNED_MESSAGE) return pinnedNote(message, session, actions);
  const flags = message.flags ?? 0;
  const isOwn = (flags & EPHEMERAL) !== 0;
  const isWaiting = (flags & LOADING) !== 0;
  const menu = iconButton('more', texts.more, () => actions.openMenu(menu), 'more');
  menu.setAttribute('aria-haspopup', 'menu');
  return element(
    'article',
    {
      class: isOwn ? 'message own' : 'message',
      id: `message-${message.id}`,
      tabindex: '-1',
      'aria-label': `${message.author.username}, ${timeOf(message, session)}`,
      on: {
        contextmenu: (event) => {
          if (event.target instanceof HTMLAnchorElement) return;
          event.preventDefault();
          actions.openMenu(menu);
        },
      },
    },
    headLine(message, session),
    avatar(message.author),
    element(
      'div',
      { class: 'body' },
      authorLine(message, session, actions.openAuthorMenu),
      isWaiting
        ? element('div', { class: 'waiting', text: texts.thinking(message.author.username) })
        : contentOf(message, session),
      ...message.embeds.map((embed) => embedView(embed, session)),
      ...attachmentViews(message, texts),
      ...layoutView(message, session, actions.press),
      isOwn ? ownNote(texts, actions.dismiss) : null,
    ),
    isWaiting ? null : menu,
  );
}

/** What a message says and who said it, with nothing that can be pressed, for where it is shown once more. */
export function messageBody(message: APIMessage, session: Session): readonly HTMLElement[] {
  const content = contentOf(message, session);
  return [
    element('div', { class: 'pin-head' }, avatar(message.author, 'small'), authorLine(message, session)),
    ...(content === null ? [] : [content]),
    ...message.embeds.map((embed) => embedView(embed, session)),
    ...attachmentViews(message, session.texts),
    ...(isLayout(message) ? layoutView(message, session, () => undefined) : []).map((view) => {
      view.inert = true;
      return view;
    }),
  ];
}

/** Who has said it: a coloured disc, so that nothing is fetched. */
export function avatar({ id, username, bot }: APIUser, size = ''): HTMLElement {
  const looks = bot === true ? 'bot' : `person-${Number(id.slice(-2)) % 5}`;
  return element('div', {
    class: `avatar ${looks} ${size}`.trim(),
    'aria-hidden': 'true',
    text: bot === true ? '*' : username.charAt(0).toUpperCase(),
  });
}

function contentOf(message: APIMessage, session: Session): HTMLElement | null {
  if (message.content === '') return null;
  return element(
    'div',
    { class: 'content markup' },
    ...markdownView(message.content, session.references),
    message.edited_timestamp === null
      ? null
      : element('small', { class: 'muted edited', text: session.texts.edited }),
  );
}

/** Above a reply: who used which command, or what it replies to. */
function headLine(message: APIMessage, session: Session): HTMLElement | null {
  const { interaction, referenced_message: to } = message;
  if (interaction !== undefined) {
    return element(
      'div',
      { class: 'head' },
      avatar(interaction.user, 'tiny'),
      element('strong', { text: interaction.user.username }),
      ` ${session.texts.usedCommand} `,
      element('span', { class: 'mention', text: commandName(message, interaction.name, session) }),
    );
  }
  if (to === undefined || to === null) return null;
  if (session.message(to.id) === undefined) {
    return element('div', { class: 'head' }, element('em', { text: session.texts.deleted }));
  }
  return element(
    'div',
    { class: 'head' },
    avatar(to.author, 'tiny'),
    element('strong', { text: to.author.username }),
    element('button', {
      type: 'button',
      class: 'preview',
      text: preview(to),
      on: { click: () => session.references.jump(to.id) },
    }),
  );
}

function commandName({ type }: APIMessage, name: string, { commands, persona }: Session): string {
  const entry = entriesOf(commands, persona.locale).find(({ english }) => english === name);
  const inMenu = commands.find((one) => one.name === name);
  const shown = entry?.title ?? (inMenu === undefined ? name : nameOf(inMenu, persona.locale));
  return type === CONTEXT_MENU_COMMAND ? shown : `/${shown}`;
}

/** A line of what a message says. */
function preview(message: APIMessage): string {
  const { content, embeds } = message;
  const [embed] = embeds;
  return content || embed?.title || embed?.description || textsOf(message)[0] || '…';
}

/** Whether it is made of components alone. */
function isLayout({ flags }: APIMessage): boolean {
  return ((flags ?? 0) & IS_COMPONENTS_V2) !== 0;
}

function authorLine(
  message: APIMessage,
  session: Session,
  openMenu: MessageActions['openAuthorMenu'] = null,
): HTMLElement {
  const { author } = message;
  const name =
    openMenu === null
      ? element('span', { class: 'author', text: author.username })
      : element('button', {
          type: 'button',
          class: 'author',
          'aria-haspopup': 'menu',
          text: author.username,
          on: { click: () => openMenu(name) },
        });
  return element(
    'div',
    { class: 'author-line' },
    name,
    author.bot === true ? element('span', { class: 'app', text: session.texts.app }) : null,
    element('time', { class: 'muted', datetime: message.timestamp, text: timeOf(message, session) }),
  );
}

function timeOf({ timestamp }: APIMessage, { persona, texts }: Session): string {
  const date = new Date(timestamp);
  const clock = new Intl.DateTimeFormat(persona.locale, { timeStyle: 'short' }).format(date);
  return date.toDateString() === new Date().toDateString()
    ? `${texts.today} ${clock}`
    : new Intl.DateTimeFormat(persona.locale, { dateStyle: 'short', timeStyle: 'short' }).format(date);
}

function ownNote(texts: Session['texts'], dismiss: () => void): HTMLElement {
  return element(
    'div',
    { class: 'own-note muted' },
    icon('eye'),
    `${texts.onlyYou} • `,
    element('button', { type: 'button', class: 'link', text: texts.dismiss, on: { click: dismiss } }),
  );
}

function pinnedNote(message: APIMessage, session: Session, { showPins }: MessageActions): HTMLElement {
  return element(
    'article',
    { class: 'message note', id: `message-${message.id}`, tabindex: '-1' },
    element('span', { class: 'note-sign' }, icon('pin')),
    element(
      'div',
      { class: 'body' },
      `${session.texts.pinned(message.author.username)} `,
      element('button', { type: 'button', class: 'link', text: session.texts.pins, on: { click: showPins } }),
      ' ',
      element('time', { class: 'muted', datetime: message.timestamp, text: timeOf(message, session) }),
    ),
  );
}
