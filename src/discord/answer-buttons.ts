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
    askers,
    inPost,
  }: {
    readonly texts: Texts;
    /** The question that is voted on; null where there are no votes. */
    readonly votes: RecordedQuestion | null;
    /** Who may take it away; nobody where nobody else sees it. */
    readonly askers: readonly string[];
    /** Whether it answers a forum's post. */
    readonly inPost: boolean;
  },
): readonly APIButtonComponentWithCustomId[] {
  return [
    ...(votes === null ? [] : voteButtons(found, votes.handle, texts, inPost)),
    followUpButton(found, texts),
    ...(votes === null || askers.length === 0 ? [] : [takeAwayButton(askers, texts)]),
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
