import type { AskedPart } from '../../answers/answers.ts';
import type { PackPassage, RankedPassage } from '../../answers/outcome.ts';
import { escapeMarkdown } from '../../markdown/discord.ts';
import { sectionAt } from '../../content/pack.ts';
import type { Texts } from '../../texts/texts.ts';
import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { MessageBody } from '../api.ts';
import { discordText } from './markdown.ts';
import { button, buttonRows, message, PAGE_LENGTH } from './message.ts';
import { paginate } from './pages.ts';
import { oneLine } from './text.ts';
import { addedCitation, citation, labelOf, readerId, textsAround } from './text-page.ts';

/** A question in a line of its own. */
const QUOTED = 200;
/** Of a message (Discord's developer documentation, Components, Action Row). */
const MAX_ROWS = 5;

/** Several questions of one message in one card: each answer with its source, and what of them isn't answered. */
export function severalMessage(
  parts: readonly AskedPart[],
  shown: {
    readonly texts: Texts;
    /** How many more were asked. */
    readonly leftOut: number;
    /** A line above the card. */
    readonly content?: string;
    /** Whether what isn't said names the article that doesn't say it: where there are several. */
    readonly namesArticles: boolean;
    /** The buttons under an answer. */
    readonly further: (found: RankedPassage, part: AskedPart) => readonly APIButtonComponentWithCustomId[];
    /** The custom id that shows what somebody may have meant. */
    readonly pickId: (found: RankedPassage, part: AskedPart) => string;
    /** Under all of it. */
    readonly below: readonly APIButtonComponentWithCustomId[];
  },
): MessageBody {
  const buttons = buttonsOf(parts, shown);
  // A row each, as where it is asked by itself, as long as they fit.
  const rowsBelow = shown.below.length === 0 ? 0 : 1;
  const rows = buttons.map(({ answered, offered }) => (answered.length === 0 ? 0 : 1) + offered.length);
  const isRoomy = rows.reduce((sum, count) => sum + count, rowsBelow) <= MAX_ROWS;
  const room = Math.floor(PAGE_LENGTH / parts.length);
  return message({
    ...(shown.content === undefined ? {} : { content: shown.content }),
    card: {
      title: shown.texts.ask.several,
      text: [
        ...parts.map((part) => blockOf(part, room, shown)),
        ...(shown.leftOut === 0 ? [] : [`-# ${shown.texts.ask.tooMany(parts.length)}`]),
      ].join('\n\n'),
    },
    rows: [
      ...buttons.flatMap(({ answered, offered }) => [
        ...buttonRows(answered),
        ...(isRoomy ? offered.flatMap((one) => buttonRows([one])) : buttonRows(offered)),
      ]),
      ...buttonRows(shown.below),
    ],
  });
}

/** Of each question, those under its answer, or those that are offered for it: what two are offered is there once. */
function buttonsOf(
  parts: readonly AskedPart[],
  { further, pickId }: Pick<Parameters<typeof severalMessage>[1], 'further' | 'pickId'>,
) {
  const ids = new Set<string>();
  return parts.map((part) => {
    switch (part.outcome.outcome) {
      case 'answer': {
        const { best } = part.outcome;
        const open = readerId('open', { pack: best.pack, part: best.passage.id });
        return { answered: [button(shortLabel(best), open), ...further(best, part)], offered: [] };
      }
      case 'suggestions': {
        const offered = part.outcome.suggestions.map((found, at) =>
          button(shortLabel(found), pickId(found, part), { primary: at === 0 }),
        );
        // Without a name for each question, the same choice is the same button: Discord takes none twice.
        return {
          answered: [],
          offered: offered.filter(({ custom_id: id }) => !ids.has(id) && ids.add(id)),
        };
      }
      case 'none':
        return { answered: [], offered: [] };
    }
  });
}

/** Beside others in its row. */
function shortLabel({ passage }: RankedPassage): string {
  return oneLine(labelOf(passage), 60);
}

function blockOf(
  { said, outcome }: AskedPart,
  room: number,
  { texts, namesArticles }: { readonly texts: Texts; readonly namesArticles: boolean },
): string {
  const asked = escapeMarkdown(oneLine(said, QUOTED));
  switch (outcome.outcome) {
    case 'answer': {
      const { best } = outcome;
      const [text, ...more] = paginate(discordText(best.passage, best.pack).text, room);
      const heading = `**${escapeMarkdown(oneLine(best.passage.heading, QUOTED))}**`;
      return [heading, more.length === 0 ? text : `${text} …`, `-# ${sourceOf(best, texts)}`].join('\n');
    }
    case 'suggestions':
      return texts.ask.unsure(asked);
    case 'none': {
      const { pack, notCovered } = outcome;
      if (notCovered === null || pack === null) return texts.ask.missed(asked);
      const says = textsAround(pack, texts).ask.noneOf(notCovered);
      return namesArticles ? `**${escapeMarkdown(oneLine(pack.title, QUOTED))}**\n${says}` : says;
    }
  }
}

/** Where a passage stands, or that the server's moderators added it. */
export function sourceOf({ pack, passage, added }: PackPassage, texts: Texts): string {
  return added === undefined
    ? citation(pack, sectionAt(pack, passage.section), texts)
    : addedCitation(added, texts);
}
