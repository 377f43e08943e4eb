import type { Answers } from '../answers/answers.ts';
import type { Outcome, RankedPassage } from '../answers/outcome.ts';
import { addWordings } from '../content/add-wordings.ts';
import { replacePackText } from '../content/pack-file.ts';
import { passagesOf, type Library, type Pack } from '../content/pack.ts';
import { versionOfText } from '../content/parse.ts';
import { NotThere } from '../playground/not-there.ts';
import type {
  ArticleName,
  FoundPassage,
  TrialRequest,
  TriedQuestion,
  Trials,
  WriteRequest,
  WriteResult,
} from '../playground/trial-protocol.ts';
import { passageTitle } from './answer-text.ts';
import { whyUnwritten } from './write-pack-file.ts';

/** A pack as its author wrote it, and where; `file` is null where it is in memory alone. */
export interface PackSource {
  readonly text: string;
  readonly file: string | null;
}

/** Questions on trial: what becomes of them, and what is written into the articles so that they are answered better. */
export function createTrials(parts: {
  /** Those that serve now. */
  readonly answers: () => Answers;
  /** Null where it can't be read. */
  readonly sourceOf: (name: ArticleName) => Promise<PackSource | null>;
}): Trials {
  const { answers, sourceOf } = parts;
  const packNamed = ({ slug, locale }: ArticleName): Pack | undefined =>
    answers().library.find((pack) => pack.slug === slug && pack.locale === locale);
  /** One after the other: what somebody else writes meanwhile is found out by reading. */
  let writing: Promise<unknown> = Promise.resolve();

  async function write({ version, wordings, as, ...name }: WriteRequest): Promise<WriteResult> {
    const source = await sourceOf(name);
    if (source === null) return { kind: 'gone' };
    const { text: before, file } = source;
    if (as === 'file' && file === null) return { kind: 'not on disk' };
    if (versionOfText(before) !== version) return { kind: 'changed' };
    const place = { ...name, file: file ?? name.slug };
    const result = await addWordings(before, place, wordings);
    if (result === null) return { kind: 'broken' };
    const { text, added } = result;
    const written = { kind: 'written', version: versionOfText(text), text, wordings: added } as const;
    if (as === 'download' || file === null) return { ...written, file: null };
    if (text === before) return { ...written, file };
    try {
      return (await replacePackText(file, { before, after: text }))
        ? { ...written, file }
        : { kind: 'changed' };
    } catch (error) {
      return { ...whyUnwritten(error), file };
    }
  }

  return {
    articles: () => answers().library.map(({ slug, locale, title }) => ({ slug, locale, title })),

    async article(name) {
      const pack = packNamed(name);
      if (pack === undefined) return null;
      const { slug, locale, version, notCovered } = pack;
      return {
        slug,
        locale,
        version,
        file: (await sourceOf(name))?.file ?? null,
        passages: passagesOf(pack).map((passage) => ({
          id: passage.id,
          kind: passage.kind,
          title: shortened(passageTitle({ passage })),
          text: shortened(passage.plain),
        })),
        topics: notCovered.map(({ topic }) => topic),
      };
    },

    async ask(request) {
      await served(() => answers().library, request.written);
      const asked = answers();
      await asked.ready;
      const results: TriedQuestion[] = [];
      // In turns: all at once, some would not be read in time.
      for (const question of request.questions) results.push(await tried(question, request, asked));
      return results;
    },

    write(request) {
      const done = writing.then(() => write(request));
      writing = done.catch(() => undefined);
      return done;
    },
  };
}

async function tried(
  question: string,
  { slug, locale }: TrialRequest,
  answers: Answers,
): Promise<TriedQuestion> {
  const scope = { locale, isTrial: true, ...(slug === null ? {} : { slug }) };
  const outcome = await answers.ask(question, scope);
  const [best, rival] = outcome.ranking;
  return {
    question,
    outcome: outcome.outcome,
    confidence: confidenceOf(outcome),
    best: best === undefined ? null : found(best),
    rival: rival === undefined ? null : found(rival),
    offered: outcome.outcome === 'suggestions' ? outcome.suggestions.map(found) : [],
    evidence: best?.evidence ?? null,
    notCovered: outcome.outcome === 'none' ? outcome.notCovered : null,
  };
}

function confidenceOf(outcome: Outcome): number {
  return outcome.outcome === 'none' ? outcome.confidence : (outcome.ranking[0]?.confidence ?? 0);
}

function found({ pack, passage, confidence }: RankedPassage): FoundPassage {
  return {
    slug: pack.slug,
    locale: pack.locale,
    id: passage.id,
    kind: passage.kind,
    title: shortened(passageTitle({ passage })),
    confidence,
  };
}

/** In characters: as much of a title or a text as tells it from others. */
const SHORT = 160;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= SHORT ? line : `${line.slice(0, SHORT - 1).trimEnd()}…`;
}

/** The content is looked at twice a second, and indexed then. */
const WAIT_MS = 20_000;
const LOOK_MS = 50;

/** Resolves once these articles are served as they were written. */
async function served(library: () => Library, written: TrialRequest['written']): Promise<void> {
  const end = performance.now() + WAIT_MS;
  const isServed = (): boolean =>
    written.every(({ slug, locale, version }) =>
      library().some((pack) => pack.slug === slug && pack.locale === locale && pack.version === version),
    );
  while (!isServed()) {
    if (performance.now() > end) throw new NotThere('The article is not served as it was written.');
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_MS);
    });
  }
}
