import type { APIButtonComponentWithCustomId, APIInteraction } from 'discord-api-types/v10';
import type { PackPassage } from '../../answers/outcome.ts';
import type { Texts } from '../../texts/texts.ts';
import { DiscordRefusal, type DiscordApi } from '../api.ts';
import { answerQuestion } from '../asking.ts';
import type { ComponentRequest, Handler } from '../command.ts';
import { customId } from '../custom-id.ts';
import { findPassage } from '../find-passage.ts';
import { passageByKey, passageKey } from '../passage-key.ts';
import { button } from '../render/message.ts';
import { UserError } from '../user-error.ts';
import { questionIn } from './incoming-message.ts';

/**
 * `ask:show:<asker>:<article>:<language>:<passage, short>`: 9 + 20 + 33 + 10 + 23 characters at most. The question stands in
 * the message that the button's replies to.
 * @param shown what the question follows; null where it follows nothing
 */
export function showButton(
  asker: string,
  shown: PackPassage | null,
  texts: Texts,
): APIButtonComponentWithCustomId {
  const passage =
    shown === null
      ? []
      : [shown.pack.slug, shown.pack.locale, passageKey({ slug: shown.pack.slug, id: shown.passage.id })];
  return button(texts.messages.show, customId('ask', 'show', asker, ...passage), { primary: true });
}

/** Shows the asker alone what was not said to all. The command `ask` owns it. */
export const show: Handler<ComponentRequest> = {
  carries: [['snowflake'], ['slug', 'empty'], ['locale', 'empty'], ['part', 'empty']],
  handle: async (request) => {
    const { args, member } = request;
    const [asker, slug = '', locale = '', key = ''] = args;
    if (asker !== member.id) throw new UserError('not-asker', (texts) => texts.messages.notAsker);
    const question = await askedQuestion(request);
    const follows =
      slug === ''
        ? null
        : await findPassage(request, passageByKey(request.answers.library, { slug, locale, key }));
    return answerQuestion(request, {
      question,
      privately: null,
      again: true,
      ...(follows === null ? {} : { follows }),
    });
  },
};

/** Throws a `UserError` where the message that asked is gone. */
async function askedQuestion({ discord, interaction }: ComponentRequest): Promise<string> {
  const { message } = interaction;
  const content = message?.referenced_message?.content ?? (await readReference(discord, message));
  const question = questionIn({ content: content ?? '', botId: message?.author.id ?? '' });
  if (question === '') throw new UserError('question-gone', (texts) => texts.messages.questionGone);
  return question;
}

/** What the message says that this one replies to; null where it is gone, or the bot may not read it. */
async function readReference(
  discord: DiscordApi,
  message: APIInteraction['message'],
): Promise<string | null> {
  const { channel_id: channelId, message_id: messageId } = message?.message_reference ?? {};
  if (channelId === undefined || messageId === undefined) return null;
  try {
    return (await discord.readMessage(channelId, messageId))?.content ?? null;
  } catch (error) {
    if (error instanceof DiscordRefusal) return null;
    throw error;
  }
}
