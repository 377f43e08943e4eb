import type { PackPassage, Outcome, RankedPassage } from '../../answers/outcome.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { discordText } from './markdown.ts';
import { button, buttonRows, message } from './message.ts';
import { partMessage } from './part.ts';
import { addedCitation, labelOf, pageMessage, textsAround, type PageOptions } from './text-page.ts';

/** A passage of an article, or an entry of the server's own, as a card. */
export function passageMessage(found: PackPassage, shown: PageOptions): MessageBody {
  if (found.added !== undefined) return entryMessage(found, found.added, shown);
  const body = partMessage(found.pack, found.passage.id, shown);
  if (body === null)
    throw new Error(`The pack "${found.pack.slug}" lacks its own passage "${found.passage.id}".`);
  return body;
}

function entryMessage(
  { pack, passage }: PackPassage,
  added: NonNullable<PackPassage['added']>,
  shown: PageOptions,
): MessageBody {
  return pageMessage(
    {
      pack,
      part: passage.id,
      title: passage.heading,
      text: discordText(passage, pack),
      section: added.cites,
      citation: addedCitation(added, shown.texts),
    },
    shown,
  );
}

/** Up to three passages to choose from. */
export function suggestionsMessage(
  outcome: Extract<Outcome, { outcome: 'suggestions' }>,
  texts: Texts,
  pickId: (found: RankedPassage) => string,
): MessageBody {
  const [first] = outcome.suggestions;
  const { ask } = first === undefined ? texts : textsAround(first.pack, texts);
  const article = outcome.suggestions.find(({ added }) => added === undefined);
  const hint = article === undefined ? [] : [`-# ${ask.didYouMeanHint(article.pack.slug)}`];
  return message({
    content: [ask.didYouMean, ...hint].join('\n'),
    // A row each: three questions side by side would be cut on a phone.
    rows: outcome.suggestions.flatMap((found) =>
      buttonRows([button(labelOf(found.passage), pickId(found), { primary: found === first })]),
    ),
  });
}

/** That the article doesn't say; what exactly, where its pack knows. */
export function noneMessage(outcome: Extract<Outcome, { outcome: 'none' }>, texts: Texts): MessageBody {
  if (outcome.pack === null) return message({ content: texts.ask.noContent });
  // The topic is in the pack's language: so is what stands around it.
  const { ask } = outcome.notCovered === null ? texts : textsAround(outcome.pack, texts);
  const says = outcome.notCovered === null ? ask.none : ask.noneOf(outcome.notCovered);
  return message({ content: `${says}\n-# ${ask.noneHint(outcome.pack.slug)}` });
}
