import type { Answers } from '../answers/answers.ts';
import { articlesOf, type Locale } from '../content/pack.ts';
import { languageNote, packsOf } from '../discord/render/language-note.ts';
import { textsFor } from '../texts/texts.ts';
import { answerAsJson, type AnswerJson } from './answer-json.ts';
import { answerAsText } from './answer-text.ts';
import { isRecord, jsonLines, parseJson } from './json-lines.ts';
import type { JsonLine } from './json-lines.ts';

export interface AskRequest {
  readonly answers: Answers;
  /** One question, or a stream of JSON lines: `{"id","query","locale"?}` each. */
  readonly questions: string | NodeJS.ReadableStream;
  /** For questions that name no language of their own. */
  readonly locale: Locale;
  /** Always so for a stream. */
  readonly json: boolean;
  /** Also tells why: each feature of the first three hits. */
  readonly explain: boolean;
  /** Each gets lines without their line breaks. */
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** The exit code: 0, or 1 where a line of the stream was no question. */
export async function runAsk(request: AskRequest): Promise<number> {
  if (typeof request.questions !== 'string') return answerStream(request, request.questions);
  const { questions: question, locale, json, out } = request;
  out(
    json ? JSON.stringify(await toAProgram(request, question, locale)) : await toAMember(request, question),
  );
  return 0;
}

async function toAProgram(
  { answers, explain }: AskRequest,
  question: string,
  locale: Locale,
): Promise<AnswerJson> {
  const outcome = await answers.ask(question, { locale });
  return answerAsJson(outcome, {
    locale,
    explain,
    note: await languageNote(question, packsOf(outcome, answers.library), {
      answers,
      texts: textsFor(locale),
    }),
  });
}

/** As on Discord: what asks nothing, or can't be understood of itself, gets a line, and several questions in one message an answer each. */
async function toAMember({ answers, locale, explain }: AskRequest, message: string): Promise<string> {
  const talk = await answers.smallTalk(message, { locale });
  if (talk !== null) return textsFor(locale).talk[talk];
  if (await answers.pointsBack(message, { locale })) return textsFor(locale).talk.unclearAlone;
  const { parts, leftOut } = await answers.askEach(message, { locale });
  const namesArticles = articlesOf(answers.library).length > 1;
  const outcomes = parts.map(({ outcome }) => outcome);
  const first = outcomes.find(({ outcome }) => outcome === 'answer') ?? outcomes[0];
  const packs = first === undefined ? [] : packsOf(first, answers.library);
  const note = await languageNote(message, packs, { answers, texts: textsFor(locale) });
  const said = parts.map((part) => {
    const answer = answerAsText(part.outcome, explain, namesArticles);
    return parts.length === 1 ? answer : `> ${part.said}\n\n${answer}`;
  });
  return [
    ...(note === null ? [] : [note]),
    ...said,
    ...(leftOut === 0 ? [] : [textsFor(locale).ask.tooMany(parts.length)]),
  ].join('\n\n');
}

async function answerStream(request: AskRequest, input: NodeJS.ReadableStream): Promise<number> {
  let bad = 0;
  for await (const line of jsonLines(input)) {
    const asked = readLine(line);
    if ('error' in asked) {
      bad += 1;
      request.out(JSON.stringify(asked));
      continue;
    }
    const locale = asked.locale ?? request.locale;
    const id = asked.id === undefined ? {} : { id: asked.id };
    request.out(JSON.stringify({ ...id, ...(await toAProgram(request, asked.query, locale)) }));
  }
  if (bad === 0) return 0;
  request.err(`${bad} ${bad === 1 ? 'line was' : 'lines were'} no question: see "error" in the output.`);
  return 1;
}

interface AskedLine {
  readonly id: unknown;
  readonly query: string;
  readonly locale: Locale | undefined;
}

interface BadLine {
  readonly id: unknown;
  readonly error: string;
}

function readLine({ number, text }: JsonLine): AskedLine | BadLine {
  const value = parseJson(text);
  if (!isRecord(value)) {
    return {
      id: null,
      error: `line ${number}: this is no JSON object; write one such as {"id":"1","query":"a question"} on one line`,
    };
  }
  const { id, query, locale } = value;
  if (typeof query !== 'string') {
    return {
      id: id ?? null,
      error: `line ${number}: "query" is missing or no text; give the question there`,
    };
  }
  if (locale !== undefined && typeof locale !== 'string') {
    return {
      id: id ?? null,
      error: `line ${number}: "locale" is no text; give a language such as "en", or leave it out`,
    };
  }
  return { id, query, locale };
}
