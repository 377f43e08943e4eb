import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { PackPassage } from '../answers/outcome.ts';
import type { Texts } from '../texts/texts.ts';
import { customId, parseCustomId } from './custom-id.ts';
import { passageKey } from './passage-key.ts';
import type { RecordedQuestion } from './record-outcome.ts';
import { button } from './render/message.ts';
import { takeAwayButton, VOTE, voteButtons } from './votes.ts';

const FOLLOW_UP = 'more';

/** What stands under an answer because it is one. */
export function answerButtons(
  found: PackPassage,
  {
    texts,
    votes,
    asker,
    inPost,
  }: {
    readonly texts: Texts;
    /** The question that is voted on; null where there are no votes. */
    readonly votes: RecordedQuestion | null;
    /** Who may take it away; null where nobody else sees it. */
    readonly asker: string | null;
    /** Whether it answers a forum's post. */
    readonly inPost: boolean;
  },
): readonly APIButtonComponentWithCustomId[] {
  return [
    ...(votes === null ? [] : voteButtons(found, votes.handle, texts, inPost)),
    followUpButton(found, texts),
    ...(votes === null || asker === null ? [] : [takeAwayButton(asker, texts)]),
  ];
}

/** `ask:more:<article>:<language>:<passage, short>`: 9 + 33 + 10 + 22 characters at most. */
function followUpButton(
  { pack: { slug, locale }, passage: { id } }: PackPassage,
  texts: Texts,
): APIButtonComponentWithCustomId {
  return button(texts.followUp.button, customId('ask', FOLLOW_UP, slug, locale, passageKey({ slug, id })));
}

export function isAnswerButton(id: string): boolean {
  const parsed = parseCustomId(id);
  return parsed?.owner === VOTE || (parsed?.owner === 'ask' && parsed.handler === FOLLOW_UP);
}
