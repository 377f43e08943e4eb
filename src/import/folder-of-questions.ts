import { decodeUtf8 } from '../content/file-text.ts';
import { sourceOfQuestions, withLowHeadings } from './exports.ts';
import { readFileFrontMatter } from './file-front-matter.ts';
import type { ImportFile } from './read-file.ts';
import { ImportError, told, withoutMarks, type NamedQuestion, type Source, type Told } from './source.ts';

/** A folder with a file a question, such as the tags of python-discord's bot. Throws an `ImportError`. */
export function readFolderOfQuestions(files: readonly ImportFile[], name: string): Source {
  const questions: NamedQuestion[] = [];
  const notes: Told[] = [];
  for (const file of files) {
    const content = decodeUtf8(file.bytes);
    const entry =
      content === null ? null : questionOf(file.name, withoutMarks(content).replace(/\r\n?/g, '\n'));
    if (entry === null) notes.push(told(0, 'dropped', file.name, 'a file without text'));
    else questions.push(entry);
  }
  if (questions.length === 0) {
    throw new ImportError(
      `${name} holds no Markdown or text file with a question: name a file of it instead.`,
    );
  }
  return { ...sourceOfQuestions('folder', questions), told: notes };
}

function questionOf(file: string, content: string): NamedQuestion | null {
  const lines = content.split('\n');
  const { facts, length, aliases } = readFileFrontMatter(lines);
  const rest = lines.slice(length).join('\n').trim();
  const [whole = '', found] = /^#{1,6}[ \t]+(.+?)[ \t]*#*(?:\n|$)/.exec(rest) ?? [];
  // Where the question stands above, the first heading is the answer's.
  const heading = facts.title === null || facts.title === found ? found : undefined;
  const named = file.replace(/^.*[/\\]/, '').replace(/\.[^.]{1,8}$/, '');
  const answer = withLowHeadings(rest.slice(heading === undefined ? 0 : whole.length).trim());
  if (answer === '') return null;
  const question = (facts.title ?? heading ?? named.replace(/[-_]+/g, ' ')).replace(/[`*]/g, '').trim();
  const wordings = [named.replace(/[-_]+/g, ' '), ...aliases.map((alias) => alias.replace(/[-_]+/g, ' '))];
  return { question, answer, wordings };
}
