import type { Found, Outcome, RankedFound } from '../../answers/outcome.ts';
import type { Passage } from '../../content/pack.ts';
import { textsFor, type Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { button, buttonRows, message } from './message.ts';
import { labelOf, partMessage } from './part.ts';

/** A sure answer as a card; `related` are passages of the same pack. */
export function answerMessage(
  best: Found,
  texts: Texts,
  extra: { readonly related: readonly Passage[]; readonly content?: string },
): MessageBody {
  const body = partMessage(best.pack, best.passage.id, { texts, ...extra });
  if (body === null)
    throw new Error(`The pack "${best.pack.slug}" lacks its own passage "${best.passage.id}".`);
  return body;
}

/** Up to three passages to choose from. */
export function suggestionsMessage(
  outcome: Extract<Outcome, { outcome: 'suggestions' }>,
  texts: Texts,
  pickId: (found: RankedFound) => string,
): MessageBody {
  const [first] = outcome.suggestions;
  const hint = first === undefined ? [] : [`-# ${texts.ask.didYouMeanHint(first.pack.slug)}`];
  return message({
    content: [texts.ask.didYouMean, ...hint].join('\n'),
    // A row each: three questions side by side would be cut on a phone.
    rows: outcome.suggestions.flatMap((found) =>
      buttonRows([button(labelOf(found.passage), pickId(found), { primary: found === first })]),
    ),
  });
}

/** That the article doesn't say; what exactly, where its pack knows. */
export function noneMessage(outcome: Extract<Outcome, { outcome: 'none' }>, texts: Texts): MessageBody {
  if (outcome.pack === null) return message({ content: texts.ask.noContent });
  // The line is in the pack's language: so is the sentence around it.
  const says =
    outcome.notCovered === null
      ? texts.ask.none
      : textsFor(outcome.pack.locale).ask.noneOf(outcome.notCovered);
  return message({ content: `${says}\n-# ${texts.ask.noneHint(outcome.pack.slug)}` });
}
