import type { APIMessage } from 'discord-api-types/v10';
import type { FieldValues, Trace, UserAction, UserActionResult } from '../protocol.ts';
import { CHOSEN, openDialog } from './dialogs.ts';
import type { Failure } from './feed.ts';
import { focusOn, whenDrawn } from './focus.ts';
import { channelTitle, type Session } from './session.ts';

/** What people do on the page, from the first click to all that comes of it. */

/** Where people write. */
export const MESSAGE_BOX = 'message-box';

/** Sends a command off. */
export async function sendCommand(session: Session, act: UserAction): Promise<void> {
  const done = session.feed.pending();
  const result = await session.act(act);
  done();
  await settle(session, result, session.texts.noResponse, null);
}

export async function post(session: Session, content: string): Promise<void> {
  const replyTo = session.replyingTo.value?.id;
  session.replyingTo.value = null;
  await settle(session, await session.act({ kind: 'post', content, replyTo }), session.texts.failed, null);
}

/** What is written next replies to this message. */
export function beginReply(session: Session, message: APIMessage): void {
  session.replyingTo.value = message;
  focusOn(MESSAGE_BOX);
}

/** A button; or a menu, with what was chosen in it. */
export async function press(
  session: Session,
  message: string,
  customId: string,
  values?: readonly string[],
): Promise<void> {
  const result = await session.act({ kind: 'component', message, customId, values });
  await settle(session, result, session.texts.failed, message);
}

/** What came of an action besides messages: a form, or nothing at all. */
async function settle(
  session: Session,
  result: UserActionResult | null,
  failure: string,
  message: string | null,
): Promise<void> {
  const failed = failureOf(session, result, failure);
  if (failed !== null) return session.feed.fail(failed, message);
  const form = result?.form ?? null;
  if (form !== null) await fillInForm(session, form, message);
}

async function fillInForm(
  session: Session,
  { id, body }: NonNullable<UserActionResult['form']>,
  message: string | null,
): Promise<void> {
  let submitted: Promise<Failure | null> = Promise.resolve(null);
  const submit = (values: FieldValues): Promise<Failure | null> => {
    submitted = session
      .act({ kind: 'submit', form: id, values })
      .then((result) => failureOf(session, result, session.texts.failed));
    return submitted;
  };
  await openDialog({ kind: 'form', body, submit });
  // Who gave it up can look here why it wasn't taken.
  const failed = await submitted;
  if (failed !== null) session.feed.fail(failed, message);
}

function failureOf({ texts }: Session, result: UserActionResult | null, failure: string): Failure | null {
  if (result === null) return { text: texts.unreachable, interaction: null };
  return result.failed ? { text: failure, interaction: result.interaction } : null;
}

/** Discord's limit for a channel. */
const MAX_PINS = 250;

/** What is done with a message without the bot. Asks first. */
export async function performNatively(
  session: Session,
  message: APIMessage,
  what: 'pin' | 'unpin' | 'delete',
): Promise<void> {
  const { texts, channel, feed } = session;
  const question = { ...texts.confirm(channelTitle(channel))[what], danger: what !== 'pin' };
  const { returnValue } = await openDialog({ kind: 'confirm', message, question });
  if (returnValue !== CHOSEN) return;
  const { id } = message;
  const result = await session.act({ kind: what, message: id });
  if (result === null) feed.fail({ text: texts.unreachable, interaction: null }, null);
  else if (result.failed) {
    const isFull = (session.pins[channel.id]?.length ?? 0) >= MAX_PINS;
    const text = what === 'pin' && isFull ? texts.tooManyPins : texts.notDone;
    feed.fail({ text, interaction: null }, id);
  }
}

/** Shows the channel's pins, and goes to the one that is chosen, if any. */
export async function showPins(session: Session): Promise<void> {
  const { returnValue } = await openDialog({ kind: 'pins' });
  if (returnValue !== '') await jump(session, returnValue);
}

/** Brings a message into sight, in whichever channel it is. */
export async function jump(session: Session, id: string): Promise<void> {
  const channel = session.feed.find(id)?.message.channel_id;
  if (channel === undefined) return;
  if (channel !== session.channel.id) await session.become({ channel });
  whenDrawn(() => {
    const found = document.getElementById(`message-${id}`);
    if (found === null) return;
    found.scrollIntoView({ block: 'center' });
    found.focus();
    found.classList.remove('flash');
    // The animation begins anew.
    requestAnimationFrame(() => found.classList.add('flash'));
  });
}

/** Shows what went to and fro for an interaction. */
export function inspect(session: Session, interaction: string): void {
  session.isDrawerOpen.value = true;
  chooseTrace(session, interaction);
  focusOn('drawer');
}

/** What the drawer shows of itself: the newest, but what comes of typing only where there is nothing else. */
export function followed(traces: readonly Trace[]): Trace | undefined {
  return traces.find(({ typing }) => !typing) ?? traces[0];
}

/** Whoever goes back to the newest one follows again. */
export function chooseTrace({ trace, traces }: Session, interaction: string): void {
  trace.value = interaction === followed(traces)?.id ? null : interaction;
}
