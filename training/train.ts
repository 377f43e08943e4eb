import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { decide, MOST_SUGGESTIONS } from '../src/answers/decision.ts';
import type { Outcome } from '../src/answers/outcome.ts';
import { judgeOutcome } from '../src/cli/eval-judgement.ts';
import type { Judgement } from '../src/cli/eval-judgement.ts';
import { summarise } from '../src/cli/eval-report.ts';
import { table } from '../src/cli/table.ts';
import { readConfig } from '../src/config.ts';
import { embedTexts } from '../src/models/embed-texts.ts';
import { openEmbedder } from '../src/models/open-models.ts';
import { openVectorCache } from '../src/models/vector-cache.ts';
import { createLog } from '../src/log.ts';
import { readForTraining, textsOf } from '../src/search/build-index.ts';
import type { ReadPack } from '../src/search/build-index.ts';
import type { TextVectors } from '../src/search/embedder.ts';
import type { Model, Models } from '../src/search/model.ts';
import { createSearch } from '../src/search/search.ts';
import { learn } from './lessons.ts';
import type { Retold } from './lessons.ts';
import { DEVELOPMENT, readLearningSets, SERVED } from './sets.ts';
import type { LearningSet } from './sets.ts';

const USAGE = `npm run train -- [--write]

Learns how to rank and how sure to be, from the articles and questions in tests/eval and the sets in EVAL_DIR
(default ../shared/eval). Prints how well that goes on families that are held out in turn, and on questions about the
article that comes along which are held out while the others about it are learned from; with --write, it learns from all
of them and puts the weights into src/search/weights.json instead.`;

const WEIGHTS = 'src/search/weights.json';
const FOLDS = 4;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { write: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const sets = (await readLearningSets(process.env['EVAL_DIR'] ?? '../shared/eval')).map((set): ReadSet => ({
    set,
    read: readForTraining(set.pack),
  }));
  const vectors = await vectorsFor(sets);
  const withVectors = sets.flatMap((one) => retell(one, vectors));
  const withoutVectors = sets.flatMap((one) => retell(one, null));
  if (!values.write) {
    process.stdout.write(`With vectors\n\n${crossValidate(withVectors, true)}\n\n`);
    process.stdout.write(`Without vectors\n\n${crossValidate(withoutVectors, false)}\n`);
    return;
  }
  const models: Models = { semantic: learn(withVectors, true), lexical: learn(withoutVectors, false) };
  await writeFile(WEIGHTS, `${JSON.stringify(models, null, 2)}\n`);
  process.stdout.write(`Wrote ${WEIGHTS}.\n`);
}

interface ReadSet {
  readonly set: LearningSet;
  readonly read: ReadPack;
}

async function vectorsFor(sets: readonly ReadSet[]): Promise<TextVectors> {
  const config = readConfig(process.env);
  const log = createLog('warn');
  const embedder = await openEmbedder({ embeddings: true, embeddingModelDir: null }, { log });
  if (embedder === null) throw new Error('There is no model for vectors: reinstall with "npm install".');
  const cache = await openVectorCache({ dataDir: config.dataDir, model: embedder.model, log });
  const texts = sets.flatMap(({ set: { pack, lessons }, read }) => [
    ...textsOf(pack),
    ...lessons.map(({ query }) => read.mended(query)),
  ]);
  const vectors = await embedTexts(texts, { embedder, cache });
  await embedder.close();
  return vectors;
}

function retell({ set, read }: ReadSet, vectors: TextVectors | null): readonly Retold[] {
  const retrieve = read.retrieveWith(vectors);
  return set.lessons.map((lesson) => ({
    set,
    lesson,
    density: read.density,
    retrieval: retrieve(lesson.query, vectors?.get(read.mended(lesson.query)) ?? null),
  }));
}

function crossValidate(retold: readonly Retold[], vectors: boolean): string {
  const families = [...new Set(retold.map(({ set }) => set.family))];
  const familyFold = new Map(families.map((family, at) => [family, at % FOLDS]));
  const byFamily = heldOut(retold, vectors, ({ set }) => familyFold.get(set.family) ?? null);
  const served = retold.filter((one) => ABOUT_SERVED.includes(groupOf(one)));
  const questionFold = new Map(served.map((one, at) => [one, at % FOLDS]));
  const byQuestion = heldOut(retold, vectors, (one) => questionFold.get(one) ?? null);
  return table([
    HEADINGS,
    ...GROUPS.map((group) => rowOf(group, group, byFamily)),
    ...ABOUT_SERVED.map((group) => rowOf(group, `${group}, by question`, byQuestion)),
  ]);
}

interface Judged {
  readonly group: Group;
  readonly judgement: Judgement;
}

/** What is measured on a fold was learned from everything else; what is in no fold is always learned from. */
function heldOut(
  retold: readonly Retold[],
  vectors: boolean,
  foldOf: (one: Retold) => number | null,
): readonly Judged[] {
  return Array.from({ length: FOLDS }, (_, held) => {
    const model = learn(
      retold.filter((one) => foldOf(one) !== held),
      vectors,
    );
    return retold
      .filter((one) => foldOf(one) === held)
      .map((one) => ({ group: groupOf(one), judgement: judgeWith(one, model) }));
  }).flat();
}

const GROUPS = ['articles', SERVED, DEVELOPMENT, 'wordings', 'strangers', 'banking', 'clinc'] as const;
type Group = (typeof GROUPS)[number];
const ABOUT_SERVED: readonly Group[] = [SERVED, DEVELOPMENT];
const INTENTS: readonly Group[] = ['banking', 'clinc'];

function groupOf({ set }: Retold): Group {
  const intent = INTENTS.find((group) => group === set.family);
  if (intent !== undefined) return intent;
  if (!set.blind) return 'wordings';
  if (set.name.endsWith('strangers')) return 'strangers';
  if (set.name === DEVELOPMENT) return DEVELOPMENT;
  return set.family === SERVED ? SERVED : 'articles';
}

function judgeWith({ set, lesson, density, retrieval }: Retold, model: Model): Judgement {
  const search = createSearch(() => retrieval, density, { semantic: model, lexical: model });
  const { hits, notCovered } = search(lesson.query);
  const ranking = hits.map(({ passage, confidence, explain }) => ({
    pack: set.pack,
    passage,
    confidence,
    explain,
  }));
  const decision = decide(
    hits.map(({ confidence }) => confidence),
    notCovered,
  );
  return judgeOutcome(lesson, outcomeOf(decision.outcome, ranking));
}

function outcomeOf(outcome: Outcome['outcome'], ranking: Outcome['ranking']): Outcome {
  const [best] = ranking;
  if (outcome === 'answer' && best !== undefined) return { outcome, best, ranking };
  if (outcome === 'suggestions') return { outcome, suggestions: ranking.slice(0, MOST_SUGGESTIONS), ranking };
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

function rowOf(group: Group, label: string, judged: readonly Judged[]): readonly string[] {
  const all = judged.filter((one) => one.group === group).map(({ judgement }) => judgement);
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
    group === 'strangers' ? answered('stranger') : answered('oos-far'),
    report.auroc?.toFixed(3) ?? '–',
    report.calibrationError.toFixed(3),
  ];
}

function share(part: number, all: number): string {
  return all === 0 ? '–' : `${Math.round((100 * part) / all)} %`;
}

await main();
