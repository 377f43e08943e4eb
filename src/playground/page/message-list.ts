import type { APIMessage } from 'discord-api-types/v10';
import type { ShownMessage } from '../protocol.ts';
import { MESSAGE_COMMAND, USER_COMMAND } from './command-types.ts';
import { element } from './element.ts';
import { textsOf } from './layout-view.ts';
import { openMenu } from './menu.ts';
import { messageView, type MessageActions } from './message-view.ts';
import { nameOf } from './names.ts';
import { channelTitle, type Session } from './session.ts';

const BUSY = 'aria-busy';
/** In milliseconds. */
const UNNOTICED = 400;

/** The channel's messages. */
export interface MessageList {
  find(id: string): ShownMessage | undefined;
  /** All that there are, of which one person sees some. */
  fill(messages: readonly ShownMessage[]): void;
  put(shown: ShownMessage): void;
  remove(id: string): void;
  /** Draws the channel anew. */
  draw(): void;
  /** Says, unless it is quick, that a command is on its way; the returned function takes that back. */
  pending(): () => void;
  /** Says under a message, or at the end, that something failed, and where to look why. */
  fail(text: string, message: string | null, interaction?: string | null): void;
  /** Brings a message of this channel into sight. */
  show(id: string): void;
}

export function createMessageList(
  list: HTMLElement,
  parts: {
    readonly session: () => Session;
    readonly useCommand: (command: string, target: string) => Promise<void>;
    readonly press: (message: string, customId: string, values?: readonly string[]) => Promise<void>;
    readonly showPins: () => void;
    /** Shows what went to and fro. */
    readonly inspect: (interaction: string) => void;
    readonly isPinned: (message: string) => boolean;
    /** Asks first. */
    readonly byHand: (shown: ShownMessage, what: 'pin' | 'unpin' | 'delete') => void;
    /** Puts a question into the message box. */
    readonly tryQuestion: (question: string) => void;
  },
): MessageList {
  const { session, useCommand, press, showPins, inspect, isPinned, byHand, tryQuestion } = parts;
  const all = new Map<string, ShownMessage>();

  const isSeen = ({ message, seenBy }: ShownMessage): boolean =>
    message.channel_id === session().channel.id && (seenBy === null || seenBy === session().person.id);
  const viewOf = (id: string) => document.getElementById(`message-${id}`);

  /** The commands of a kind, to be used on something. */
  const appsOf = (kind: number, target: string) => {
    const { commands, persona, texts } = session();
    const items = commands
      .filter(({ type }) => type === kind)
      .map((command) => ({
        label: nameOf(command, persona.locale),
        choose: () => void useCommand(command.id, target),
      }));
    return { title: texts.apps, items };
  };

  const authorMenuOf = ({ author }: APIMessage): MessageActions['openAuthorMenu'] => {
    const apps = appsOf(USER_COMMAND, author.id);
    return apps.items.length === 0 ? null : (at) => openMenu(at, author.username, [apps]);
  };

  const menuOf = (shown: ShownMessage) => (at: HTMLElement) => {
    const { person, texts, may } = session();
    const { message, seenBy } = shown;
    const pinning = isPinned(message.id) ? ('unpin' as const) : ('pin' as const);
    const mayDelete = may.deleteAny || message.author.id === person.id;
    openMenu(at, texts.more, [
      appsOf(MESSAGE_COMMAND, message.id),
      {
        title: null,
        items: [
          { label: texts.copy, choose: () => void navigator.clipboard.writeText(plainText(message)) },
          // What only one person sees can only be dismissed.
          ...(seenBy === null && may.pin
            ? [{ label: texts[pinning], choose: () => byHand(shown, pinning) }]
            : []),
          ...(seenBy === null && mayDelete
            ? [{ label: texts.delete, danger: true, choose: () => byHand(shown, 'delete') }]
            : []),
        ],
      },
    ]);
  };

  const actionsOf = (shown: ShownMessage, { message } = shown): MessageActions => ({
    openMenu: menuOf(shown),
    openAuthorMenu: authorMenuOf(message),
    showPins,
    dismiss: () => void session().act({ kind: 'dismiss', message: message.id }),
    press: (customId, values) => void busy(message.id, customId, () => press(message.id, customId, values)),
  });

  /** Nothing of a message can be pressed again until the bot is done. */
  async function busy(id: string, customId: string, during: () => Promise<void>): Promise<void> {
    const view = viewOf(id);
    if (view === null || view.getAttribute(BUSY) === 'true') return;
    view.setAttribute(BUSY, 'true');
    for (const one of view.querySelectorAll('[data-custom-id]')) {
      if (one.getAttribute('data-custom-id') === customId) one.classList.add('pressed');
    }
    await during();
    const after = viewOf(id);
    after?.removeAttribute(BUSY);
    for (const one of after?.querySelectorAll('.pressed') ?? []) one.classList.remove('pressed');
  }

  // The end stays in sight when the window changes, or a picture has loaded.
  let scrolledTo = 0;
  list.addEventListener('scroll', () => {
    // What grows below doesn't count: only who scrolls up leaves the end.
    if (list.scrollTop < scrolledTo) isAtEnd = atEnd();
    else if (atEnd()) isAtEnd = true;
    scrolledTo = list.scrollTop;
  });
  const stay = (): void => {
    if (isAtEnd) toEnd();
  };
  new ResizeObserver(stay).observe(list);
  list.addEventListener('load', stay, true);

  const draft = (shown: ShownMessage): HTMLElement => messageView(shown, session(), actionsOf(shown));

  let isAtEnd = true;
  const atEnd = (): boolean => list.scrollHeight - list.scrollTop - list.clientHeight < 120;
  const toEnd = (): void => {
    isAtEnd = true;
    list.scrollTop = list.scrollHeight;
  };

  function replace(before: HTMLElement, shown: ShownMessage): void {
    const focused = document.activeElement;
    const hadFocus = before.contains(focused);
    const after = draft(shown);
    before.replaceWith(after);
    if (hadFocus) counterpart(focused, before, after).focus();
  }

  function draw(): void {
    const { texts, channel, state, persona } = session();
    const title = channelTitle(channel);
    const examples = state.examples[persona.locale.split('-')[0] ?? ''] ?? state.examples['en'] ?? [];
    list.setAttribute('aria-label', title);
    list.replaceChildren(
      element(
        'div',
        { class: 'welcome' },
        element('div', {
          class: 'welcome-sign',
          'aria-hidden': 'true',
          text: channel.place === 'dm' ? '@' : '#',
        }),
        element('h2', { text: texts.welcome(title) }),
        element('p', { class: 'muted', text: texts.welcomeText }),
        examples.length === 0 ? null : element('p', { text: texts.tryAsk }),
        element(
          'ul',
          { class: 'examples' },
          ...examples.map((question) =>
            element(
              'li',
              {},
              element('button', {
                type: 'button',
                class: 'mention',
                text: `/ask ${question}`,
                on: { click: () => tryQuestion(question) },
              }),
            ),
          ),
        ),
        element('p', { class: 'muted', text: texts.tryPost }),
      ),
      ...[...all.values()].filter(isSeen).map(draft),
    );
    toEnd();
  }

  return {
    find: (id) => all.get(id),
    fill(messages) {
      all.clear();
      for (const shown of messages.toSorted((a, b) =>
        a.message.timestamp.localeCompare(b.message.timestamp),
      )) {
        all.set(shown.message.id, shown);
      }
    },
    put(shown) {
      const isNew = !all.has(shown.message.id);
      all.set(shown.message.id, shown);
      if (!isSeen(shown)) return;
      const before = viewOf(shown.message.id);
      const follow = atEnd() || isNew;
      if (before === null) list.append(draft(shown));
      else replace(before, shown);
      if (follow) toEnd();
    },
    remove(id) {
      all.delete(id);
      const gone = viewOf(id);
      if (gone?.contains(document.activeElement) === true) list.focus();
      gone?.remove();
      for (const shown of all.values()) {
        const view = shown.message.referenced_message?.id === id ? viewOf(shown.message.id) : null;
        // It quotes what is gone.
        if (view !== null) replace(view, shown);
      }
    },
    draw,
    pending() {
      const note = element('div', { class: 'pending muted', role: 'status' });
      const timer = setTimeout(() => {
        note.textContent = session().texts.sending;
        list.append(note);
        toEnd();
      }, UNNOTICED);
      return () => {
        clearTimeout(timer);
        note.remove();
      };
    },
    fail(text, message, interaction = null) {
      const why =
        interaction === null
          ? null
          : element('button', {
              type: 'button',
              class: 'link',
              text: session().texts.whyFailed,
              on: { click: () => inspect(interaction) },
            });
      const note = element('div', { class: 'failure', role: 'alert' }, `⚠ ${text} `, why);
      const place = message === null ? null : viewOf(message)?.querySelector('.body');
      place?.querySelector('.failure')?.remove();
      (place ?? list).append(note);
      if (place === null) toEnd();
    },
    show(id) {
      const found = viewOf(id);
      if (found === null) return;
      found.scrollIntoView({ block: 'center' });
      found.focus();
      found.classList.remove('flash');
      // The animation begins anew.
      requestAnimationFrame(() => found.classList.add('flash'));
    },
  };
}

/** What can have the focus in a message, by what belongs together. */
const CONTROLS = ['.row button:not(:disabled)', '.more', 'button:not(:disabled), select, a[href]'] as const;

/** Whoever uses a message by keyboard stays on the control when it is drawn anew: on the same one, or on the one near it. */
function counterpart(focused: Element | null, before: HTMLElement, after: HTMLElement): HTMLElement {
  for (const kind of CONTROLS) {
    const place = [...before.querySelectorAll(kind)].findIndex((one) => one === focused);
    if (place === -1) continue;
    const now = [...after.querySelectorAll<HTMLElement>(kind)];
    return now[place] ?? now.at(-1) ?? after;
  }
  return after;
}

function plainText(message: APIMessage): string {
  const { content, embeds } = message;
  const cards = embeds.flatMap(({ title, description }) => [title ?? '', description ?? '']);
  return [content, ...cards, ...textsOf(message)].filter((text) => text !== '').join('\n\n');
}
