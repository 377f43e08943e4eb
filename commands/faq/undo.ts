import { SERVER_SLUG } from '../../src/answers/servers.ts';
import type { MessageBody } from '../../src/discord/api.ts';
import {
  customId,
  reply,
  type ComponentRequest,
  type InServer,
  type Reply,
  type ServerRequest,
} from '../../src/discord/kit.ts';
import { button, buttonRows, message } from '../../src/discord/render/message.ts';
import { passageTitles } from '../../src/discord/render/entry-list.ts';
import { doneMessage } from '../../src/discord/render/review-desk.ts';
import { UNDOABLE, type ReviewTarget } from '../../src/store/review-store.ts';
import { afterwards } from './afterwards.ts';

/** What was just done, with the way to undo it. */
export function undoableReply({ texts }: ServerRequest, said: string): Reply {
  const rows = buttonRows([button(texts.faq.queue.undo, customId('faq', 'done'))]);
  return reply.update(message({ content: said, rows }));
}

/** What was done with waiting questions in the last day, and a menu to undo it. */
export async function doneBody(request: ServerRequest, note?: string): Promise<MessageBody> {
  const { store, texts, answers, serverId } = request;
  const actions = await store.review.actions(serverId, Date.now() - UNDOABLE);
  const isEntry = actions.some(({ target }) => target !== null && 'entry' in target);
  const entries = isEntry ? (await store.knowledge.read(serverId)).entries : [];
  const titleOf = passageTitles(answers.library);
  const aboutOf = (target: ReviewTarget | null): string | null => {
    if (target === null || 'topics' in target) return null;
    if ('passage' in target) return target.passage.slug === SERVER_SLUG ? null : titleOf(target.passage);
    return entries.find(({ id }) => id === target.entry)?.question ?? '…';
  };
  return doneMessage(
    actions.map((action) => ({ ...action, about: aboutOf(action.target) })),
    { texts, note, ids: { undo: customId('faq', 'undo'), back: customId('faq', 'go', 0) } },
  );
}

export async function undo(request: ComponentRequest & InServer): Promise<Reply> {
  const { store, texts, serverId, values, member } = request;
  const count = await store.review.undo(serverId, values[0] ?? '', Date.now() - UNDOABLE, member.id);
  const note = count === null ? texts.faq.undo.gone : texts.faq.undo.done(count);
  return afterwards(request, note, (said) => doneBody(request, said), {
    label: texts.faq.queue.undo,
    id: customId('faq', 'done'),
  });
}
