import type { Answers, Choice } from '../src/answers/answers.ts';
import { createAnswers } from '../src/answers/create-answers.ts';
import type { Outcome } from '../src/answers/outcome.ts';
import { openEmbeddings } from '../src/cli/open-embeddings.ts';
import type { OpenedEmbeddings } from '../src/cli/open-embeddings.ts';
import { readConfig } from '../src/config.ts';
import type { Pack } from '../src/content/pack.ts';
import { createLog } from '../src/log.ts';
import { buildIndex } from '../src/search/build-index.ts';
import type { Hit } from '../src/search/hit.ts';
import { runAtOnce } from '../src/time-slices.ts';

/** All that the benches call of the program itself. */
export interface Footnote {
  readonly ask: (question: string) => Promise<Outcome>;
  readonly suggest: (typed: string) => Promise<readonly Choice[]>;
  /** What the question's vector alone costs, though it be known from asking; null without vectors. */
  readonly embed: ((question: string) => Promise<unknown>) | null;
  readonly close: () => Promise<void>;
}

/** Null where it has no vectors to offer. */
export async function openFootnote(
  pack: Pack,
  { vectors }: { readonly vectors: boolean },
): Promise<Footnote | null> {
  if (!vectors) return footnoteWith(pack, null);
  const opened = await openEmbeddings(readConfig(process.env), createLog('warn'));
  if (opened === null) return null;
  const footnote = footnoteWith(pack, opened);
  if (await footnote.answers.ready) return footnote;
  await footnote.close();
  return null;
}

function footnoteWith(pack: Pack, opened: OpenedEmbeddings | null): Footnote & { readonly answers: Answers } {
  const answers = createAnswers([pack], opened === null ? {} : { embeddings: opened.embeddings });
  return {
    answers,
    ask: (question) => answers.ask(question, { locale: pack.locale }),
    suggest: (typed) => answers.suggest(typed, { locale: pack.locale, limit: 25 }),
    embed: opened === null ? null : (question) => opened.embeddings.vectorOf(`${question} `),
    close: async () => opened?.close(),
  };
}

/** The search alone, without vectors: nothing in it waits. */
export function indexPack(pack: Pack): (question: string) => readonly Hit[] {
  const index = runAtOnce(buildIndex(pack));
  return (question) => index.search(question).hits;
}
