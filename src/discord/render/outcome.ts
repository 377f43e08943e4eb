import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { PackPassage, Outcome, RankedPassage } from '../../answers/outcome.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { discordText } from './markdown.ts';
import { button, buttonRows, message } from './message.ts';
import { partMessage } from './part.ts';
import { citation, labelOf, pageMessage, textsAround, type PageOptions } from './text-page.ts';

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
  { cites }: NonNullable<PackPassage['added']>,
  shown: PageOptions,
): MessageBody {
  const { addedByModerators } = shown.texts.reading;
  return pageMessage(
    {
      pack,
      part: passage.id,
      title: passage.heading,
      text: discordText(passage, pack),
      section: cites,
      citation:
        cites === null
          ? addedByModerators
          : `${addedByModerators} · ${citation(cites.pack, cites.section, shown.texts)}`,
    },
    shown,
  );
}

/** Where to go on from what is no answer. */
export interface NextSteps {
  /** Lines above all else: the question, where the buttons need it. */
  readonly above: readonly string[];
  readonly buttons: readonly APIButtonComponentWithCustomId[];
}

const NOWHERE: NextSteps = { above: [], buttons: [] };

/** Up to three passages to choose from. */
export function suggestionsMessage(
  outcome: Extract<Outcome, { outcome: 'suggestions' }>,
  texts: Texts,
  pickId: (found: RankedPassage) => string,
  next: NextSteps = NOWHERE,
): MessageBody {
  const [first] = outcome.suggestions;
  const { ask } = first === undefined ? texts : textsAround(first.pack, texts);
  const article = outcome.suggestions.find(({ added }) => added === undefined);
  const hint = article === undefined ? [] : [`-# ${ask.didYouMeanHint(article.pack.slug)}`];
  return message({
    content: [...next.above, ask.didYouMean, ...hint].join('\n'),
    // A row each: three questions side by side would be cut on a phone.
    rows: [
      ...outcome.suggestions.flatMap((found) =>
        buttonRows([button(labelOf(found.passage), pickId(found), { primary: found === first })]),
      ),
      ...buttonRows(next.buttons),
    ],
  });
}

/** That the article doesn't say; what exactly, where its pack knows. */
export function noneMessage(
  outcome: Extract<Outcome, { outcome: 'none' }>,
  texts: Texts,
  next: NextSteps = NOWHERE,
): MessageBody {
  const rows = buttonRows(next.buttons);
  if (outcome.pack === null) {
    return message({ content: [...next.above, texts.ask.noContent].join('\n'), rows });
  }
  // The topic is in the pack's language: so is what stands around it.
  const { ask } = outcome.notCovered === null ? texts : textsAround(outcome.pack, texts);
  const says = outcome.notCovered === null ? ask.none : ask.noneOf(outcome.notCovered);
  const hint = `-# ${ask.noneHint(outcome.pack.slug)}`;
  return message({ content: [...next.above, says, hint].join('\n'), rows });
}
