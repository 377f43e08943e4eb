import { comparedSignalsOf, lineSignalsOf, rank } from './comparison.ts';
import type { Ranking, ScoredPassage } from './comparison.ts';
import { explainJudgement, judge, judgeLine } from './confidence.ts';
import type { Hit, NotCoveredHit, SearchIndex, SearchResult, Signal } from './hit.ts';
import { MODELS } from './model.ts';
import type { Model, Models } from './model.ts';
import { ratedSignals } from './ranking.ts';
import type { Retrieve } from './retrieval.ts';

const MOST_HITS = 10;
const NOTHING: SearchResult = { understood: 0, hits: [], notCovered: null };

/** Asked for word by word. */
const EXACT_CONFIDENCE = 0.99;

/** `density` as `densityOf` tells it. */
export function createSearch(
  retrieve: Retrieve,
  density: number,
  models: Models = MODELS,
): SearchIndex['search'] {
  return (query, vector = null) => {
    const retrieval = retrieve(query, vector);
    if (retrieval.entries.length === 0) return NOTHING;
    const withVector = retrieval.entries.some(({ semantic }) => semantic !== null);
    const model = withVector ? models.semantic : models.lexical;
    const ranking = rank(retrieval, density, model.ranking);
    return {
      understood: retrieval.question.understood,
      hits: hitsOf(ranking, density, model),
      notCovered: likeliestLine(ranking, model),
    };
  };
}

/** The best passage is judged; the others have their share of it, as their odds are to its odds. */
function hitsOf(ranking: Ranking, density: number, model: Model): readonly Hit[] {
  const [best] = ranking.passages;
  if (best === undefined) return [];
  const confidence = best.retrieved.exact
    ? EXACT_CONFIDENCE
    : judge(comparedSignalsOf(best, ranking, density), model.confidence);
  return ranking.passages.slice(0, MOST_HITS).map((hit) => ({
    passage: hit.passage,
    score: hit.score,
    confidence: hit === best ? confidence : confidence * Math.exp(hit.score - best.score),
    explain: () => explained(hit, ranking, density, model),
  }));
}

function explained(hit: ScoredPassage, ranking: Ranking, density: number, model: Model): readonly Signal[] {
  return explainJudgement(
    comparedSignalsOf(hit, ranking, density),
    ratedSignals(hit.signals, density, model.ranking),
    model.confidence,
  );
}

function likeliestLine(ranking: Ranking, model: Model): NotCoveredHit | null {
  const [line] = ranking.lines;
  const [passage] = ranking.passages;
  if (line === undefined || (passage !== undefined && passage.score >= line.score)) return null;
  return {
    line: line.line,
    confidence: line.retrieved.exact ? EXACT_CONFIDENCE : judgeLine(lineSignalsOf(line, ranking), model.line),
  };
}
