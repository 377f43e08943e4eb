import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { Pack } from '../../content/pack.ts';
import type { Texts } from '../../texts/texts.ts';
import { askedServer } from '../asked-server.ts';
import { hasSeveral } from '../articles-here.ts';
import type { Asking } from '../command.ts';
import { customId, type Argument } from '../custom-id.ts';
import { button } from '../render/message.ts';
import { questionLines } from '../render/human.ts';
import type { NextSteps } from '../render/outcome.ts';
import { readerId } from '../render/text-page.ts';

/** The owner of what leads from no answer to a human. */
export const HUMAN = 'human';

// One letter each: custom ids are short.
export const PUBLIC = 'a';
export const PRIVATE = 'p';

/** How a question was asked, as its buttons carry it: for whose eyes, and of which article. */
export const ASKED: readonly Argument[] = [['word'], ['slug', 'empty']];

/**
 * What is offered where questions aren't answered.
 * @param asked.questions none where nobody would understand them by themselves
 * @param asked.stands whether the question stands in the message that is replied to, where the buttons find it
 * @param asked.pack whose questions can be browsed; null where there are none
 */
export function nextSteps(
  request: Pick<Asking, 'articles' | 'place' | 'settings' | 'knowledgeRevision' | 'keys'>,
  asked: {
    readonly questions: readonly string[];
    readonly texts: Texts;
    readonly stands: boolean;
    readonly privately: boolean;
    readonly slug?: string;
    readonly pack: Pack | null;
  },
): NextSteps {
  const { settings, keys } = request;
  const { questions, texts, stands, privately, slug = '', pack } = asked;
  const browse = pack === null ? [] : [browseButton(request, pack, texts)];
  // A bot without a token can't write to anybody.
  if (questions.length === 0 || askedServer(request).server === undefined || keys.sealing === null)
    return { above: [], buttons: browse };
  // `human:tell:a:<article>`: 13 + 32 characters at most.
  const how = [privately ? PRIVATE : PUBLIC, slug] as const;
  return {
    above: stands ? [] : questionLines(questions),
    buttons: [
      ...browse,
      ...(settings.helpersChannel === null
        ? []
        : [button(texts.human.askHuman, customId(HUMAN, 'ask', ...how))]),
      button(texts.human.tellMe, customId(HUMAN, 'tell', ...how)),
    ],
  };
}

/** To all that an article answers; to all that there is where it lists no questions. Of several, it says which. */
function browseButton(
  request: Pick<Asking, 'articles'>,
  pack: Pack,
  texts: Texts,
): APIButtonComponentWithCustomId {
  const label = hasSeveral(request) ? pack.title : texts.talk.browse;
  return button(label, readerId('open', { pack, part: pack.faq.length === 0 ? 'contents' : 'faq' }));
}
