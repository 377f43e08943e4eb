import type { Found, Outcome, RankedFound } from '../answers/outcome.ts';
import { sectionAt } from '../content/pack.ts';
import { EXPLAINED_HITS } from './answer-json.ts';
import { table } from './table.ts';

/** An answer as a person reads it in a terminal. */
export function answerAsText(outcome: Outcome, explain: boolean): string {
  const why = explain ? outcome.ranking.slice(0, EXPLAINED_HITS).map(explanation) : [];
  return [said(outcome), ...why].join('\n\n');
}

function said(outcome: Outcome): string {
  switch (outcome.outcome) {
    case 'answer':
      return [outcome.best.passage.heading, outcome.best.passage.text, sourceLine(outcome.best)].join('\n\n');
    case 'suggestions':
      return ['Did you mean:', ...outcome.suggestions.map((found) => `- ${titleOf(found)}`)].join('\n');
    case 'none':
      if (outcome.pack === null) return 'There is no content to answer from.';
      return outcome.notCovered === null
        ? "The article doesn't answer this."
        : `The article doesn't say ${outcome.notCovered}.`;
  }
}

function sourceLine({ pack, passage }: Found): string {
  const section = sectionAt(pack, passage.section);
  const cited = section === null || section.heading === passage.heading ? [] : [section.heading];
  const link = pack.url === null ? [] : [pack.url];
  return `Source: ${[pack.source, ...cited, ...link].join(' · ')}`;
}

/** All highlights have the same heading: their text tells them apart. */
function titleOf({ passage }: Found): string {
  return passage.kind === 'highlight' ? `${passage.heading}: ${passage.text}` : passage.heading;
}

function explanation(found: RankedFound, at: number): string {
  const rows = found.signals.map(({ name, value, share }) => [name, value.toFixed(2), signed(share)]);
  const title = `${at + 1}. ${found.passage.id} (${found.pack.slug}/${found.pack.locale}), confidence ${found.confidence.toFixed(2)}`;
  return rows.length === 0
    ? `${title}: asked for word by word`
    : `${title}\n${table([['signal', 'value', 'share'], ...rows])}`;
}

function signed(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(share).toFixed(2)}`;
}
