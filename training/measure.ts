import { decide, suggested } from '../src/answers/decision.ts';
import type { Outcome } from '../src/answers/outcome.ts';
import { judgeOutcome } from '../src/cli/eval-judgement.ts';
import type { Judgement } from '../src/cli/eval-judgement.ts';
import { summarise } from '../src/cli/eval-report.ts';
import { table } from '../src/cli/table.ts';
import type { Mode } from '../src/search/features.ts';
import type { Model } from '../src/search/model.ts';
import { rank } from '../src/search/rank.ts';
import { resultOf } from '../src/search/retrieve.ts';
import { learn } from './examples.ts';
import type { RetrievedExample } from './examples.ts';
import { GROUPS, type Group } from './sets.ts';

const FOLDS = 4;

/** Figures on families that are held out in turn; and the same without each of these features. */
export function measured(
  retrievedExamples: readonly RetrievedExample[],
  mode: Mode,
  features: readonly string[],
): string {
  const whole = crossValidated(retrievedExamples, mode, new Set());
  return table([
    HEADINGS,
    ...GROUPS.map((group) => ({ group, judged: whole.filter((one) => one.group === group) }))
      .filter(({ judged }) => judged.length > 0)
      .map(({ group, judged }) => rowOf(group, judged)),
    ...features.map((feature) =>
      rowOf(
        `articles, without ${feature}`,
        crossValidated(retrievedExamples, mode, new Set([feature])).filter(
          ({ group }) => group === 'articles',
        ),
      ),
    ),
  ]);
}

interface Judged {
  readonly group: Group;
  readonly judgement: Judgement;
}

/** What is measured on a fold was learned from the others. */
function crossValidated(
  retrievedExamples: readonly RetrievedExample[],
  mode: Mode,
  without: ReadonlySet<string>,
): readonly Judged[] {
  const families = [...new Set(retrievedExamples.map(({ set }) => set.family))];
  const foldOf = new Map(families.map((family, at) => [family, at % FOLDS]));
  return Array.from({ length: FOLDS }, (_, held) => {
    const isHeld = ({ set }: RetrievedExample): boolean => foldOf.get(set.family) === held;
    const model = learn(
      retrievedExamples.filter((one) => !isHeld(one)),
      mode,
      without,
    );
    return retrievedExamples
      .filter(isHeld)
      .map((one) => ({ group: one.set.group, judgement: judgeWith(one, model) }));
  }).flat();
}

function judgeWith({ set, example, ...found }: RetrievedExample, model: Model): Judgement {
  const { hits, notCovered } = resultOf(set.pack, rank(found, model.ranking), model);
  const decision = decide(
    hits.map(({ confidence }) => confidence),
    notCovered,
  );
  return judgeOutcome(example, outcomeOf(decision.outcome, hits));
}

function outcomeOf(outcome: Outcome['outcome'], ranking: Outcome['ranking']): Outcome {
  const [best] = ranking;
  if (outcome === 'answer' && best !== undefined) return { outcome, best, ranking };
  if (outcome === 'suggestions') return { outcome, suggestions: suggested(ranking), ranking };
  return { outcome: 'none', confidence: best?.confidence ?? 0, pack: null, notCovered: null, ranking };
}

const HEADINGS = [
  'held out',
  'questions',
  'best right',
  'right',
  'offered',
  'typos',
  'precision',
  'near answered',
  'far answered',
  'AUROC',
  'calibration error',
] as const;

function rowOf(label: string, judged: readonly Judged[]): readonly string[] {
  const all = judged.map(({ judgement }) => judgement);
  const report = summarise(all);
  const answered = (kind: string): string => {
    const tally = report.kinds[kind];
    return tally === undefined ? '–' : share(tally.wrong, tally.questions);
  };
  const { inScope } = report;
  const best = all.filter(({ inScope: answerable, bestIsRight }) => answerable && bestIsRight).length;
  const typos = report.kinds['typo'];
  return [
    label,
    String(all.length),
    share(best, inScope.questions),
    share(inScope.right, inScope.questions),
    share(inScope.offered, inScope.questions),
    typos === undefined ? '–' : share(typos.right, typos.questions),
    report.precision === null ? '–' : `${Math.round(report.precision * 100)} %`,
    answered('oos-near'),
    label === 'strangers' ? answered('stranger') : answered('oos-far'),
    report.auroc?.toFixed(3) ?? '–',
    report.calibrationError.toFixed(3),
  ];
}

function share(part: number, all: number): string {
  return all === 0 ? '–' : `${Math.round((100 * part) / all)} %`;
}
