import { createAnswers, type AnswersOptions } from '../answers/create-answers.ts';
import type { Outcome, RankedPassage } from '../answers/outcome.ts';
import { fileOf, type PlacedLibrary } from '../content/load.ts';
import type { Library, Pack, Passage } from '../content/pack.ts';
import { LIMITS } from '../discord/limits.ts';

/** Something that makes answers better, where it stands. */
interface Advice {
  readonly file: string;
  readonly line: number;
  /** One sentence that says what to do. */
  readonly message: string;
}

/** How a question of a FAQ is found. */
interface QuestionFigures {
  readonly id: string;
  readonly line: number;
  readonly question: string;
  /** Whether it finds itself before all others, asked as it is written. */
  readonly findsItself: boolean;
  /** What is found in its place; null where it finds itself. */
  readonly rival: string | null;
  readonly wordings: number;
  /** How surely it is found, 0 to 1, by each of its wordings where just those were not written: on average. */
  readonly unseen: number;
}

export interface PackFigures {
  readonly pack: Pack;
  readonly file: string;
  readonly questions: readonly QuestionFigures[];
}

export interface Coaching {
  readonly packs: readonly PackFigures[];
  /** By file: what is gravest first. */
  readonly advice: readonly Advice[];
}

interface Place {
  readonly directory: string;
  /** How questions are asked: by words alone where there are no embeddings. */
  readonly options: AnswersOptions;
}

/** Asks an article its own questions, and says how they would be found better. */
export async function coach(
  { library, lines }: Pick<PlacedLibrary, 'library' | 'lines'>,
  { directory, options }: Place,
): Promise<Coaching> {
  const whole = await asking(library, options);
  const folds = await Promise.all([0, 1].map((fold) => asking(withoutWays(library, fold), options)));
  const packs: PackFigures[] = [];
  const advice: Advice[] = [];
  for (const pack of library) {
    const file = fileOf(directory, pack);
    const lineOf = (id: string): number => lines.get(file)?.get(id) ?? 1;
    const fights = new Map<string, Fight>();
    const questions: QuestionFigures[] = [];
    for (const entry of pack.faq) {
      const own = await whole(entry.heading, pack);
      const unseen: number[] = [];
      for (const [at, way] of waysOf(entry).slice(0, MOST_ASKED).entries()) {
        const outcome = await folds[at % 2]?.(way, pack);
        if (outcome === undefined) continue;
        const [best] = outcome.ranking;
        unseen.push(isEntry(best, entry) ? (best?.confidence ?? 0) : 0);
        const rival = rivalOf(entry, outcome);
        // By its own question: the other one's may have been left out.
        const other = pack.faq.find(({ id }) => id === rival?.passage.id);
        if (other !== undefined) countFight(fights, entry, other, way);
      }
      questions.push({
        id: entry.id,
        line: lineOf(entry.id),
        question: entry.heading,
        findsItself: isEntry(own.ranking[0], entry) && own.outcome === 'answer',
        rival: isEntry(own.ranking[0], entry) ? null : nameOf(own),
        wordings: entry.wordings.length,
        unseen: unseen.reduce((sum, one) => sum + one, 0) / Math.max(1, unseen.length),
      });
    }
    packs.push({ pack, file, questions });
    const model = library.find(({ slug }) => slug === pack.slug) ?? pack;
    const found = [
      ...questions.flatMap(adviceOnSelf),
      ...adviceOnFights([...fights.values()], lineOf),
      ...adviceOnWordings(questions),
      ...adviceOnSections(pack, lineOf),
      ...adviceOnLengths(pack, lineOf),
      ...adviceOnCitations(pack, model, lineOf),
    ];
    advice.push(...found.map((one) => ({ file, ...one })));
  }
  return { packs, advice };
}

type Found = Omit<Advice, 'file'>;
type LineOf = (id: string) => number;
type Ask = (question: string, pack: Pack) => Promise<Outcome>;

async function asking(library: Library, options: AnswersOptions): Promise<Ask> {
  const answers = createAnswers(library, options);
  await answers.ready;
  return (question, { slug, locale }) => answers.ask(question, { slug, locale });
}

function waysOf({ heading, wordings }: Passage): readonly string[] {
  return [heading, ...wordings];
}

/** Of an entry with many ways to ask, so many tell. */
const MOST_ASKED = 8;

/** The same articles, as if every second way to ask for each entry had never been written. */
function withoutWays(library: Library, fold: number): Library {
  return library.map((pack) => ({
    ...pack,
    faq: pack.faq.map((entry) => {
      const [heading = '', ...wordings] = waysOf(entry).filter((_, at) => at % 2 !== fold);
      return { ...entry, heading, wordings };
    }),
  }));
}

function isEntry(found: RankedPassage | undefined, entry: Passage): boolean {
  return found?.passage.id === entry.id;
}

function nameOf({ ranking: [best], ...outcome }: Outcome): string {
  if (outcome.outcome === 'none' && outcome.notCovered !== null) return outcome.notCovered;
  return best?.passage.heading ?? '';
}

/** Surer than that, another entry takes the question away. */
const SURE = 0.5;
/** One way alone is a slip of search, not a fight. */
const FIGHTING = 2;

/** Another entry of the FAQ that a way to ask for this one leads to. */
function rivalOf(entry: Passage, { ranking: [best] }: Outcome): RankedPassage | null {
  if (best === undefined || best.passage.kind !== 'faq' || isEntry(best, entry)) return null;
  return best.confidence >= SURE ? best : null;
}

interface Fight {
  readonly one: Passage;
  readonly other: Passage;
  /** Ways to ask for the one that find the other, or the other way round. */
  readonly ways: string[];
}

function countFight(fights: Map<string, Fight>, entry: Passage, rival: Passage, way: string): void {
  const [one, other] = entry.index < rival.index ? [entry, rival] : [rival, entry];
  const key = `${one.id} ${other.id}`;
  const fight = fights.get(key) ?? { one, other, ways: [] };
  fight.ways.push(way);
  fights.set(key, fight);
}

/** How many pieces of advice of a kind an article gets. */
const MOST = 5;

function atMost(found: readonly Found[], what: string): readonly Found[] {
  const last = found[MOST - 1];
  if (found.length <= MOST || last === undefined) return found;
  const more = found.length - MOST;
  return [...found.slice(0, MOST - 1), { ...last, message: `${last.message} (${more} more ${what}.)` }];
}

function adviceOnSelf({ line, question, findsItself, rival }: QuestionFigures): readonly Found[] {
  if (findsItself) return [];
  const instead = rival === null || rival === '' ? 'is not sure of itself' : `finds "${rival}"`;
  return [{ line, message: `Ask this in other words: "${shown(question)}" ${instead}.` }];
}

function adviceOnFights(fights: readonly Fight[], lineOf: LineOf): readonly Found[] {
  const found = fights
    .filter(({ ways }) => ways.length >= FIGHTING)
    .toSorted((one, other) => other.ways.length - one.ways.length)
    .map(({ one, other, ways }) => ({
      line: lineOf(one.id),
      message: `Tell "${shown(one.heading)}" and "${shown(other.heading)}" (line ${lineOf(other.id)}) apart, or put them together: "${shown(ways[0] ?? '')}" may find either.`,
    }));
  return atMost(found, 'such pairs');
}

/** With fewer, a question is only found by who asks much as its author does. */
const FEW = 3;

function adviceOnWordings(questions: readonly QuestionFigures[]): readonly Found[] {
  const found = questions
    .filter(({ wordings }) => wordings < FEW)
    .toSorted((one, other) => one.unseen - other.unseen)
    .map(({ line, question, wordings, unseen }) => ({
      line,
      message: `Write ${FEW - wordings} more below "Also asked:", as readers would ask it: in words that aren't written here, "${shown(question)}" is found with a confidence of ${unseen.toFixed(2)}.`,
    }));
  return atMost(found, 'questions have too few wordings');
}

function adviceOnSections({ sections, faq }: Pack, lineOf: LineOf): readonly Found[] {
  if (faq.length === 0) return [];
  const cited = new Set(faq.map(({ section }) => section));
  const found = sections
    .filter(({ index }) => !cited.has(index))
    .map(({ slug, heading }) => ({
      line: lineOf(slug),
      message: `Write a question that cites "${shown(heading)}" behind "See:": none does, so it is only found by its own words.`,
    }));
  return atMost(found, 'sections are cited by none');
}

function adviceOnLengths({ title, slug, sections, faq }: Pack, lineOf: LineOf): readonly Found[] {
  const titleRoom = LIMITS.commandDescription - 'Read: '.length;
  const found = [
    ...(title.length > titleRoom
      ? [
          {
            line: 1,
            message: `Shorten the title to ${titleRoom} characters: Discord shows no more of it with "/${slug}".`,
          },
        ]
      : []),
    ...sections
      .filter(({ heading }) => heading.length > LIMITS.selectOptionText)
      .map((section) => ({
        line: lineOf(section.slug),
        message: `Shorten this heading: it has ${section.heading.length} characters, and lists show ${LIMITS.selectOptionText}.`,
      })),
    ...faq
      .filter(({ heading }) => heading.length > LIMITS.buttonLabel)
      .map(({ id, heading }) => ({
        line: lineOf(id),
        message: `Shorten this question: it has ${heading.length} characters; buttons show ${LIMITS.buttonLabel}, lists ${LIMITS.choiceText}.`,
      })),
  ];
  return atMost(found, 'texts are cut');
}

/** Of the same number of questions in two languages, each should be the same question. */
function adviceOnCitations(pack: Pack, model: Pack, lineOf: LineOf): readonly Found[] {
  const isAlike = pack.faq.length === model.faq.length && pack.sections.length === model.sections.length;
  if (pack === model || !isAlike) return [];
  const found = pack.faq.flatMap(({ id, section }, at) => {
    const other = model.faq[at];
    if (other === undefined || other.section === section) return [];
    const theirs = other.section === null ? 'none' : `section ${other.section}`;
    const ours = section === null ? 'none' : `section ${section}`;
    return [
      {
        line: lineOf(id),
        message: `Bring the languages in line: question ${at + 1} cites ${ours} here, ${theirs} in ${model.locale}.md.`,
      },
    ];
  });
  return atMost(found, 'questions differ so');
}

function shown(text: string): string {
  return text.length <= 70 ? text : `${text.slice(0, 69)}…`;
}
