import type { PackPassage, Outcome, RankedPassage } from '../answers/outcome.ts';
import { sectionAt, type Pack } from '../content/pack.ts';
import { textsFor } from '../texts/texts.ts';
import { EXPLAINED_HITS } from './answer-json.ts';
import { table } from './table.ts';

/**
 * An answer as a person reads it in a terminal.
 * @param namesArticles whether it says which article it is of: where there are several
 */
export function answerAsText(outcome: Outcome, explain: boolean, namesArticles: boolean): string {
  const why = explain ? outcome.ranking.slice(0, EXPLAINED_HITS).map(explanation) : [];
  return [said(outcome, namesArticles), ...why].join('\n\n');
}

function said(outcome: Outcome, namesArticles: boolean): string {
  const named = (text: string, { pack }: PackPassage) => (namesArticles ? `${text} · ${pack.title}` : text);
  switch (outcome.outcome) {
    case 'answer':
      return [
        named(outcome.best.passage.heading, outcome.best),
        outcome.best.passage.text,
        sourceLine(outcome.best),
      ].join('\n\n');
    case 'suggestions':
      return [
        textsFor(outcome.suggestions[0]?.pack.locale ?? '').ask.didYouMean,
        ...outcome.suggestions.map((found) => `- ${named(passageTitle(found), found)}`),
      ].join('\n');
    case 'none':
      return noAnswer(outcome.pack, outcome.notCovered);
  }
}

/** In the language of the pack, whose words these are about. */
function noAnswer(pack: Pack | null, topic: string | null): string {
  const { ask } = textsFor(pack?.locale ?? '');
  if (pack === null) return ask.noContent;
  return topic === null ? ask.none : ask.noneOf(topic);
}

function sourceLine({ pack, passage }: PackPassage): string {
  const { reading } = textsFor(pack.locale);
  const section = sectionAt(pack, passage.section);
  const link = pack.url === null ? '' : ` (${pack.url})`;
  return `${reading.source}: ${reading.citation(section?.heading ?? null, pack.source)}${link}`;
}

/** All highlights have the same heading: their text tells them apart, as parts of a section their own headings do. */
export function passageTitle({ passage }: Pick<PackPassage, 'passage'>): string {
  const { kind, heading, text, wordings } = passage;
  if (kind === 'highlight') return `${heading}: ${text}`;
  return kind === 'section' && wordings[0] !== undefined ? `${heading}: ${wordings[0]}` : heading;
}

/** Shares are in log-odds; the JSON has them all. */
export const NEGLIGIBLE = 0.05;

function explanation(found: RankedPassage, at: number): string {
  const rows = found
    .explain()
    .filter(({ share }) => Math.abs(share) >= NEGLIGIBLE)
    .map(({ name, value, share }) => [name, value.toFixed(2), signed(share)]);
  const title = `${at + 1}. ${found.passage.id} (${found.pack.slug}/${found.pack.locale}), confidence ${found.confidence.toFixed(2)}`;
  return rows.length === 0
    ? `${title}: asked for word by word`
    : `${title}\n${table([['signal', 'value', 'share'], ...rows])}`;
}

function signed(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(share).toFixed(2)}`;
}
