import type { APIMessage, APIUser } from 'discord-api-types/v10';
import type { ShownMessage } from '../protocol.ts';
import { beginReply, performNatively, sendCommand } from './actions.ts';
import { MESSAGE_COMMAND, USER_COMMAND } from './command-types.ts';
import { textsOf } from './layout.tsx';
import type { MenuContent } from './menu.tsx';
import { nameOf } from './names.ts';
import { canWrite } from './post-state.tsx';
import type { Session } from './session.ts';

/** Whether any command can be used on people. */
export function hasUserCommands({ commands }: Session): boolean {
  return commands.some(({ type }) => type === USER_COMMAND);
}

export function authorMenu({ id, username }: APIUser, session: Session): MenuContent {
  return { label: username, groups: [appsOf(USER_COMMAND, id, session)] };
}

/** The commands of a kind, to be used on something. */
function appsOf(kind: number, target: string, session: Session) {
  const { commands, persona, texts } = session;
  const items = commands
    .filter(({ type }) => type === kind)
    .map((command) => ({
      label: nameOf(command, persona.locale),
      choose: () => void sendCommand(session, { kind: 'menu', command: command.id, target }),
    }));
  return { title: texts.apps, items };
}

/** What can be done with a message. */
export function messageMenu({ message, seenBy }: ShownMessage, session: Session): MenuContent {
  const { person, texts, may, pins, channel } = session;
  const isPinned = Object.values(pins).some((ids) => ids.includes(message.id));
  const pinning = isPinned ? ('unpin' as const) : ('pin' as const);
  const mayDelete = may.deleteAny || message.author.id === person.id;
  const nativeItem = (what: 'pin' | 'unpin' | 'delete') => ({
    label: texts[what],
    danger: what === 'delete',
    choose: () => void performNatively(session, message, what),
  });
  const own = [
    // Nobody else sees what one person alone sees.
    ...(seenBy === null && canWrite(channel, may)
      ? [{ label: texts.replyTo, choose: () => beginReply(session, message) }]
      : []),
    { label: texts.copy, choose: () => void navigator.clipboard.writeText(plainText(message)) },
    // What only one person sees can only be dismissed.
    ...(seenBy === null && may.pin ? [nativeItem(pinning)] : []),
    ...(seenBy === null && mayDelete ? [nativeItem('delete')] : []),
  ];
  const groups = [appsOf(MESSAGE_COMMAND, message.id, session), { title: null, items: own }];
  return { label: texts.more, groups };
}

function plainText(message: APIMessage): string {
  const { content, embeds } = message;
  const cards = embeds.flatMap(({ title, description }) => [title ?? '', description ?? '']);
  return [content, ...cards, ...textsOf(message)].filter((text) => text !== '').join('\n\n');
}
