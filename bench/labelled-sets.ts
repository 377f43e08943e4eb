import type { EvalQuestion } from '../src/cli/eval-question.ts';
import { isRecord, parseJson } from '../src/cli/json-lines.ts';
import type { Passage } from '../src/content/pack.ts';
import { parseCsv } from './csv.ts';
import { madePack, type DataSet } from './data-set.ts';
import { createRandom } from '../src/search/random.ts';
import { shuffled } from './random.ts';

/** A question and the name of what it asks for. */
interface Labelled {
  readonly text: string;
  readonly label: string;
}

const SEED = 77;
const FOLDS = 5;
const FEW_WORDINGS = 10;

/** Its test questions aren't here: four fifths of `train` are indexed and the last fifth is asked. */
export function bankingSets(csv: string): readonly DataSet[] {
  const rows = parseCsv(csv)
    .slice(1)
    .flatMap(([text, label]): readonly Labelled[] =>
      text === undefined || label === undefined ? [] : [{ text: text.trim(), label }],
    );
  const mixed = shuffled(createRandom(SEED), rows);
  const indexed = mixed.filter((_, at) => at % FOLDS !== 0);
  const asked = mixed.filter((_, at) => at % FOLDS === 0);
  return [
    labelledSet('BANKING77, every wording', 'banking', indexed, asked),
    labelledSet('BANKING77, 10 wordings an entry', 'banking', firstOfEach(indexed, FEW_WORDINGS), asked),
  ];
}

export function clincSet(json: string, file: string): DataSet {
  const data = parseJson(json);
  const read = (part: string): readonly Labelled[] => {
    const rows = isRecord(data) ? data[part] : undefined;
    if (!Array.isArray(rows)) throw new Error(`${file}: there is no list "${part}" in it.`);
    return rows.map((row: unknown) => {
      if (!Array.isArray(row) || typeof row[0] !== 'string' || typeof row[1] !== 'string') {
        throw new Error(`${file}: "${part}" holds something else than pairs of a question and its intent.`);
      }
      return { text: row[0], label: row[1] };
    });
  };
  const outOfScope = [...read('oos_train'), ...read('oos_val')];
  return labelledSet('CLINC150', 'clinc', read('train'), [...read('val'), ...outOfScope]);
}

/** What no entry is named like is out of scope. */
function labelledSet(
  title: string,
  slug: string,
  indexed: readonly Labelled[],
  asked: readonly Labelled[],
): DataSet {
  const labels = [...new Set(indexed.map(({ label }) => label))].toSorted();
  const faq = labels.map((label, at): Passage => {
    const wordings = indexed.filter((row) => row.label === label).map(({ text }) => text);
    return {
      id: `faq/${label}`,
      kind: 'faq',
      index: at + 1,
      section: null,
      heading: wordings[0] ?? label,
      text: '',
      markup: 'commonmark',
      plain: '',
      wordings: wordings.slice(1),
    };
  });
  const index = new Map(labels.map((label, at) => [label, at + 1]));
  const questions = asked.map(({ text, label }): EvalQuestion => {
    const expected = index.get(label);
    return {
      query: text,
      kind: expected === undefined ? 'out of scope' : 'in scope',
      expect: expected === undefined ? [] : [{ kind: 'faq', index: expected }],
      mention: [],
      locale: 'en',
    };
  });
  const wordings = faq.reduce((sum, one) => sum + one.wordings.length + 1, 0);
  const pack = madePack({ slug, title, faq, version: `${slug}-${wordings}` });
  return { title, judged: 'top entry', parts: [{ pack, questions }] };
}

function firstOfEach(rows: readonly Labelled[], count: number): readonly Labelled[] {
  const seen = new Map<string, number>();
  return rows.filter(({ label }) => {
    const before = seen.get(label) ?? 0;
    seen.set(label, before + 1);
    return before < count;
  });
}
