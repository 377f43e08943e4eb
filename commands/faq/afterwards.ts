import type { MessageBody } from '../../src/discord/api.ts';
import { reply, type Reply, type ServerRequest } from '../../src/discord/kit.ts';
import { button, buttonRows, message } from '../../src/discord/render/message.ts';
import { StoreUnavailable } from '../../src/store/store.ts';

/**
 * What was done stays done, and is said, also where what comes next is out of reach now.
 * @param next shows it, with the note above
 * @param retry a button that leads there
 */
export async function afterwards(
  request: ServerRequest,
  note: string,
  next: (note: string) => Promise<MessageBody>,
  retry: { readonly label: string; readonly id: string },
): Promise<Reply> {
  try {
    return reply.update(await next(note));
  } catch (error) {
    const level = error instanceof StoreUnavailable ? 'warn' : 'error';
    request.log[level]({ err: error }, 'something is done, and what comes next is out of reach');
    const rows = buttonRows([button(retry.label, retry.id)]);
    return reply.update(message({ content: `${note}\n${request.texts.faq.nextAway}`, rows }));
  }
}
