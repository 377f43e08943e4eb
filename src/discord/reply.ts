import type { MessageBody, ModalBody } from './api.ts';
import type { MessageReply, Reply } from './command.ts';
import { notice } from './render/message.ts';

/** A sentence or two, or a whole message. */
type Said = string | MessageBody;

/** What a handler says. */
export const reply = {
  /** For everybody in the channel. */
  public: (said: Said): MessageReply => ({ kind: 'message', body: bodyOf(said), private: false }),
  /** For the member alone. */
  private: (said: Said): MessageReply => ({ kind: 'message', body: bodyOf(said), private: true }),
  /** In place of the message that carries the button, or from which the form was opened. */
  update: (said: Said): Reply => ({ kind: 'update', body: bodyOf(said) }),
  /** Deletes the message that carries the button, and says so to whoever pressed it. */
  remove: (said: Said): Reply => ({ kind: 'remove', body: bodyOf(said) }),
  /** Only from a handler that says that it may open one (`mayOpenModal`), and never from a form's own. */
  modal: (modal: ModalBody): Reply => ({ kind: 'modal', modal }),
};

function bodyOf(said: Said): MessageBody {
  return typeof said === 'string' ? notice(said) : said;
}
