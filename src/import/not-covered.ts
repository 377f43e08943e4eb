import { readPack } from '../content/parse.ts';
import { runAtOnce } from '../time-slices.ts';
import { textsOf, type ImportedArticle } from './import-source.ts';
import { readersAsk } from './reader-questions.ts';
import { told } from './source.ts';
import { proposedNotCovered } from './write-pack.ts';

/** Whether something in the article may answer a question. */
export type MayAnswer = (question: string) => Promise<boolean>;

/** The same article with what its readers will ask and it doesn't say: marked as proposed, and only where it has no such list. */
export async function proposeNotCovered(
  imported: ImportedArticle,
  mayAnswer: MayAnswer,
): Promise<ImportedArticle> {
  const { pack, locale } = imported;
  if (pack === null || pack.notCovered.length > 0) return imported;
  const topics: string[] = [];
  for (const { question, topic } of readersAsk(textsOf(pack).join('\n'))) {
    if (!(await mayAnswer(question))) topics.push(topic);
  }
  if (topics.length === 0) return imported;
  const markdown = `${imported.markdown}\n${proposedNotCovered(topics, locale)}\n`;
  const { slug } = pack;
  const parsed = runAtOnce(readPack(markdown, { file: `${slug}/${locale}.md`, slug, locale }));
  // An entry of the page may have the same words.
  if (parsed.pack === null) return imported;
  const why = 'readers of such pages ask it, and the page has no word on it';
  const notes = topics.map((topic) => ({ ...told(0, 'not covered', topic, why), proposed: true }));
  return { ...imported, markdown, pack: parsed.pack, told: [...imported.told, ...notes] };
}
