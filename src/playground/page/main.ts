import type { Act, ActResult, PageEvent, ShownMessage } from '../protocol.ts';
import { client } from './client.ts';
import { pathOf } from './command-entries.ts';
import { createComposer } from './composer.ts';
import { confirmWith } from './confirm-dialog.ts';
import { byId } from './element.ts';
import { askForm } from './form-dialog.ts';
import { icon } from './icon.ts';
import { createInspector } from './inspector.ts';
import type { References } from './markdown-view.ts';
import { createMessageList } from './message-list.ts';
import { createPinsPanel } from './pins-panel.ts';
import { channelTitle, openSession, type Session } from './session.ts';
import { drawSidebar } from './sidebar.ts';
import { startTheme } from './theme.ts';

const live = byId('live', HTMLElement);
const messages = byId('messages', HTMLElement);
const app = byId('app', HTMLElement);
const pinsButton = byId('pins-button', HTMLButtonElement);
const inspectButton = byId('inspect-button', HTMLButtonElement);
const menuButton = byId('menu-button', HTMLButtonElement);

let pins: Readonly<Record<string, readonly string[]>> = {};

const announce = (text: string): void => {
  live.textContent = '';
  // The same text again is said again, too.
  requestAnimationFrame(() => {
    live.textContent = text;
  });
};

const references: References = {
  get locale() {
    return session.persona.locale;
  },
  userName: (id) => session.state.people.find((one) => one.id === id)?.name ?? 'Footnote',
  roleName: (id) => session.state.roles.find((one) => one.id === id)?.name ?? '…',
  channelName: (id) => session.state.channels.find((one) => one.id === id)?.name ?? '…',
  jump: (message) => void jump(message),
  begin: (command) => composer.type(`/${command}`),
};

async function jump(id: string): Promise<void> {
  const channel = list.find(id)?.message.channel_id;
  if (channel === undefined) return;
  if (channel !== session.channel.id) await session.become({ channel });
  list.show(id);
}

const list = createMessageList(messages, {
  session: () => session,
  useCommand: (command, target) => use({ kind: 'menu', command, target }),
  press: async (message, customId, values) =>
    settle(
      await session.act({
        kind: 'component',
        message,
        customId,
        ...(values === undefined ? {} : { values }),
      }),
      session.texts.failed,
      message,
    ),
  showPins: () => pinsPanel.open(),
  inspect: (interaction) => {
    inspect(true);
    inspector.choose(interaction);
    byId('drawer', HTMLElement).focus();
  },
  isPinned: (message) => Object.values(pins).some((ids) => ids.includes(message)),
  byHand: (shown, what) => void byHand(shown, what),
  tryQuestion: (question) => composer.type(`/ask ${question}`),
});

/** Sends a command off. */
async function use(act: Act): Promise<void> {
  const done = list.pending();
  const result = await session.act(act);
  done();
  await settle(result, session.texts.noResponse, null);
}

/** What came of an act besides messages: a form, or nothing at all. */
async function settle(result: ActResult | null, failure: string, message: string | null): Promise<void> {
  if (result === null) return list.fail(session.texts.unreachable, message);
  if (result.failed) return list.fail(failure, message, result.interaction);
  if (result.form === null) return;
  const { id, body } = result.form;
  const values = await askForm(body, session);
  if (values === null) return;
  await settle(await session.act({ kind: 'submit', form: id, values }), session.texts.failed, message);
}

const session: Session & { readonly reload: () => Promise<void> } = await openSession({
  references,
  announce,
  message: (id) => list.find(id),
  onPersona: () => draw(),
  onCommands: () => composer.refresh(),
});

const composer = createComposer({
  session: () => session,
  sendCommand: (entry, values) => use({ kind: 'command', command: entry.command, ...pathOf(entry), values }),
  sendMessage: async (content) =>
    settle(await session.act({ kind: 'post', content }), session.texts.failed, null),
});

const inspector = createInspector(session.state.traces, () => session);

const pinsPanel = createPinsPanel({
  session: () => session,
  pins: () => (pins[session.channel.id] ?? []).flatMap((id) => list.find(id) ?? []),
  unpin: (shown) => void byHand(shown, 'unpin'),
});

/** Discord's limit for a channel. */
const MOST_PINS = 250;

/** What is done with a message without the bot. */
async function byHand(shown: ShownMessage, what: 'pin' | 'unpin' | 'delete'): Promise<void> {
  const { texts, channel } = session;
  const question = { ...texts.confirm(channelTitle(channel))[what], danger: what !== 'pin' };
  if (!(await confirmWith(shown, question, session))) return;
  const { id } = shown.message;
  const result = await session.act({ kind: what, message: id });
  if (result === null) list.fail(texts.unreachable, null);
  else if (result.failed) {
    const isFull = (pins[channel.id]?.length ?? 0) >= MOST_PINS;
    list.fail(what === 'pin' && isFull ? texts.tooManyPins : texts.notDone, id);
  }
}

function draw(): void {
  const { texts, channel } = session;
  const title = channelTitle(channel);
  document.documentElement.lang = session.persona.locale;
  document.title = `${title} · Footnote`;
  byId('skip', HTMLElement).textContent = texts.skip;
  byId('channel-title', HTMLElement).textContent = title;
  for (const [button, sign, label] of [
    [pinsButton, 'pin', texts.pins],
    [inspectButton, 'code', texts.inspector],
    [menuButton, 'menu', texts.menu],
    [byId('theme-button', HTMLButtonElement), 'theme', texts.theme],
    [byId('drawer-close', HTMLButtonElement), 'close', texts.close],
    [byId('send', HTMLButtonElement), 'send', texts.send],
  ] as const) {
    button.setAttribute('aria-label', label);
    button.title = label;
    button.replaceChildren(icon(sign));
  }
  drawSidebar(session);
  composer.refresh();
  list.draw();
  inspector.draw();
}

function toggle(button: HTMLButtonElement, name: 'menu' | 'drawer', open: boolean): void {
  app.classList.toggle(`${name}-open`, open);
  button.setAttribute('aria-expanded', String(open));
}

function onEvent(event: PageEvent): void {
  switch (event.kind) {
    case 'message':
      list.put(event);
      break;
    case 'gone':
      list.remove(event.id);
      break;
    case 'pins':
      pins = { ...pins, [event.channel]: event.ids };
      pinsPanel.refresh();
      break;
    case 'trace':
      inspector.put(event.trace);
      break;
    case 'commands':
      void session.reload();
      break;
  }
}

startTheme(byId('theme-button', HTMLButtonElement));
pinsButton.addEventListener('click', () => pinsPanel.open());
const inspect = (open: boolean): void => {
  inspector.toggle(open);
  toggle(inspectButton, 'drawer', open);
};
inspectButton.addEventListener('click', () => inspect(!inspector.isOpen));
byId('drawer-close', HTMLButtonElement).addEventListener('click', () => {
  inspect(false);
  inspectButton.focus();
});
menuButton.addEventListener('click', () => toggle(menuButton, 'menu', !app.classList.contains('menu-open')));
// On a narrow window the channels lie over the messages.
messages.addEventListener('pointerdown', () => toggle(menuButton, 'menu', false));

pins = session.state.pins;
list.fill(session.state.messages);
draw();
let wasLost = false;
client.listen(onEvent, (isThere) => {
  // Another program, maybe, which knows nothing of what stands here.
  if (isThere && wasLost) location.reload();
  wasLost = !isThere;
  const notice = byId('offline', HTMLElement);
  notice.textContent = isThere ? '' : session.texts.unreachable;
  notice.hidden = isThere;
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]') !== null)
    return;
  if (byId('drawer', HTMLElement).contains(document.activeElement)) {
    inspect(false);
    inspectButton.focus();
  } else {
    toggle(menuButton, 'menu', false);
    composer.focus();
  }
});
app.hidden = false;
composer.focus();
