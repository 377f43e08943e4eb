import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { PackPassage, Outcome, RankedPassage } from '../../answers/outcome.ts';
import { escapeMarkdown } from '../../markdown/discord.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { LIMITS } from '../limits.ts';
import { discordText } from './markdown.ts';
import { button, buttonRows, message } from './message.ts';
import { partMessage } from './part.ts';
import { labelWithTitle, oneLine } from './text.ts';
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

/** Where to go on from what is no answer. */
export interface NextSteps {
  /** Lines above all else: the question, where the buttons need it. */
  readonly above: readonly string[];
  readonly buttons: readonly APIButtonComponentWithCustomId[];
}

/** Whether an article has a command of its own. */
type HasCommand = (slug: string) => boolean;

/**
 * Up to three passages to choose from.
 * @param namesArticles whether each says which article it is of: where there are several
 */
export function suggestionsMessage(
  outcome: Extract<Outcome, { outcome: 'suggestions' }>,
  texts: Texts,
  {
    pickId,
    namesArticles,
    hasCommand,
    note,
    next,
  }: {
    readonly pickId: (found: RankedPassage) => string;
    readonly namesArticles: boolean;
    readonly hasCommand: HasCommand;
    /** A line above what is said. */
    readonly note: string | null;
    readonly next: NextSteps;
  },
): MessageBody {
  const [first] = outcome.suggestions;
  const { ask } = first === undefined ? texts : textsAround(first.pack, texts);
  const ofArticles = outcome.suggestions.filter(({ added }) => added === undefined);
  const slugs = [...new Set(ofArticles.map(({ pack }) => pack.slug))];
  // Of several articles, none has all that there is.
  const hint =
    slugs.length === 1
      ? slugs.map((slug) => `-# ${hasCommand(slug) ? ask.didYouMeanHint(slug) : ask.belowHint}`)
      : [];
  const label = ({ pack, passage, added }: RankedPassage): string =>
    namesArticles && added === undefined
      ? labelWithTitle(labelOf(passage), pack.title, LIMITS.buttonLabel)
      : labelOf(passage);
  return message({
    content: [...next.above, ...noteLine(note), ask.didYouMean, ...hint].join('\n'),
    // A row each: three questions side by side would be cut on a phone.
    rows: [
      ...outcome.suggestions.flatMap((found) =>
        buttonRows([button(label(found), pickId(found), { primary: found === first })]),
      ),
      ...buttonRows(next.buttons),
    ],
  });
}

/**
 * That the article doesn't say; what exactly, where its pack knows.
 * @param shown.ofSeveral whether it was asked of several articles
 * @param shown.note a line above what is said
 */
export function noneMessage(
  outcome: Extract<Outcome, { outcome: 'none' }>,
  texts: Texts,
  {
    ofSeveral,
    hasCommand,
    note,
    next,
  }: {
    readonly ofSeveral: boolean;
    readonly hasCommand: HasCommand;
    readonly note: string | null;
    readonly next: NextSteps;
  },
): MessageBody {
  const saying = (...lines: readonly string[]) => nowhereMessage(lines, next);
  if (outcome.pack === null) return saying(texts.ask.noContent);
  if (ofSeveral && outcome.notCovered === null) {
    const { noneOfAll, noneOfAllHint } = texts.articles;
    return saying(...noteLine(note), noneOfAll, `-# ${noneOfAllHint}`);
  }
  const title = ofSeveral ? `**${escapeMarkdown(oneLine(outcome.pack.title, 120))}**\n` : '';
  // The topic is in the pack's language: so is what stands around it.
  const { ask } = outcome.notCovered === null ? texts : textsAround(outcome.pack, texts);
  const { slug } = outcome.pack;
  const hint = hasCommand(slug) ? ask.noneHint(slug) : ask.belowHint;
  const says = outcome.notCovered === null ? ask.none : ask.noneOf(outcome.notCovered);
  return saying(...noteLine(note), `${title}${says}`, `-# ${hint}`);
}

/** What is no answer, and where to go on from it. */
export function nowhereMessage(lines: readonly string[], { above, buttons }: NextSteps): MessageBody {
  return message({ content: [...above, ...lines].join('\n'), rows: buttonRows(buttons) });
}

function noteLine(note: string | null): readonly string[] {
  return note === null ? [] : [`-# ${note}`];
}
