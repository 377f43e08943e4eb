import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { runAsk } from '../../src/cli/ask.ts';
import type { AskRequest } from '../../src/cli/ask.ts';
import { textsFor } from '../../src/texts/texts.ts';
import { ferry, ferryInFrench } from '../search/ferry-pack.ts';

const answers = createAnswers([ferry, ferryInFrench]);

async function ask(
  questions: AskRequest['questions'],
  options: Partial<Pick<AskRequest, 'json' | 'explain' | 'locale' | 'answers'>> = {},
): Promise<{ readonly code: number; readonly out: readonly string[]; readonly err: readonly string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runAsk({
    answers: options.answers ?? answers,
    questions,
    locale: options.locale ?? 'en',
    json: options.json ?? false,
    explain: options.explain ?? false,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });
  return { code, out, err };
}

async function askAsJson(question: string, explain = false): Promise<unknown> {
  const { out } = await ask(question, { json: true, explain });
  expect(out).toHaveLength(1);
  return JSON.parse(out[0] ?? '');
}

describe('one question', () => {
  it('shows the answer, its heading and where the article says so', async () => {
    const { code, out } = await ask('how much is a ticket');
    expect(code).toBe(0);
    expect(out.join('\n')).toBe(
      [
        'How much is a ticket?',
        'A crossing costs $14; children pay half.',
        'Source: Section “Fares and seasons” of A bridge of diesel and batteries: the new Skerry ferry (https://example.org/ferry)',
      ].join('\n\n'),
    );
  });

  it('asks "did you mean" where it is less sure', async () => {
    const { out } = await ask('what about passengers and the harbour');
    expect(out.join('\n')).toMatch(/Is it one of these\?\n- .+\?/);
  });

  it('says what the article does not tell', async () => {
    expect((await ask('name of the captain')).out).toEqual(["The article doesn't say who the captain is."]);
    expect((await ask('zebra lessons')).out).toEqual(["The article doesn't say."]);
  });

  it('gets a line where it asks nothing, in the language of whoever says it', async () => {
    expect((await ask('thanks!!')).out).toEqual(['You’re welcome!']);
    expect((await ask('merci', { locale: 'fr' })).out).toEqual([textsFor('fr').talk.thanks]);
  });

  it('gets a line where nobody can tell what it is about, with nothing to press', async () => {
    expect((await ask('what about that?')).out).toEqual([
      'I can’t tell what that is about. Ask it in full words.',
    ]);
    expect((await ask('et pourquoi ?', { locale: 'fr' })).out).toEqual([textsFor('fr').talk.unclearAlone]);
  });

  it('may be two: each is answered below it', async () => {
    const { out } = await ask('how much is a ticket and what is the name of the captain?');
    const text = out.join('\n');
    expect(text).toContain('> how much is a ticket\n\nHow much is a ticket?\n\nA crossing costs $14');
    expect(text).toContain(
      "> what is the name of the captain?\n\nThe article doesn't say who the captain is.",
    );
  });

  it('gets a line where it is in a language that no article is in, and only then', async () => {
    const note = 'I can answer this in English and French only.';
    const german = 'Wie viel kostet eine Fahrkarte für die Fähre?';
    const { out } = await ask(german);
    expect(out[0]?.split('\n\n')[0]).toBe(note);
    expect(await askAsJson(german)).toMatchObject({ note });
    expect((await ask(Readable.from([JSON.stringify({ query: german })]))).out[0]).toContain(
      `"note":"${note}"`,
    );
    const french = 'Combien coûte un billet pour la traversée ?';
    expect((await ask(french)).out[0]).not.toContain('only');
    expect(await askAsJson(french)).not.toHaveProperty('note');
    const inEnglish = createAnswers([ferry]);
    expect((await ask(french, { answers: inEnglish })).out[0]).toContain('Je ne peux y répondre');
  });

  it('explains the first three hits', async () => {
    const { out } = await ask('what would a crossing cost me', { explain: true });
    const text = out.join('\n');
    expect(text).toMatch(/1\. faq\/2 \(ferry\/en\), confidence 0\.\d\d/);
    expect(text).toMatch(/3\. \S+ \(ferry\/en\)/);
    expect(text).not.toMatch(/4\. \S+ \(ferry\/en\)/);
    expect(text).toMatch(/it has the rare words of the question +\d\.\d\d +[+−]\d/);
  });
});

describe('as JSON', () => {
  it('has the keys of the contract in their order', async () => {
    const { out } = await ask('How much is a ticket?', { json: true });
    expect(out).toEqual([
      '{"outcome":"answer","confidence":1,"pack":"ferry","locale":"en","passage":{"id":"faq/2","kind":"faq","index":2,"section":2,"heading":"How much is a ticket?","text":"A crossing costs $14; children pay half."},"evidence":null,"suggestions":[]}',
    ]);
  });

  it('has the suggestions, each with its confidence', async () => {
    const answer = await askAsJson('what about passengers and the harbour');
    expect(answer).toMatchObject({ outcome: 'suggestions', passage: null });
    expect(answer).toHaveProperty('suggestions[0].confidence');
    expect(answer).toHaveProperty('suggestions[0].text');
  });

  it('has the line that is not covered, and that key only then', async () => {
    expect(await askAsJson('name of the captain')).toMatchObject({
      outcome: 'none',
      passage: null,
      suggestions: [],
      notCovered: 'who the captain is',
    });
    expect(await askAsJson('hello')).not.toHaveProperty('notCovered');
  });

  it('explains on request', async () => {
    const answer = await askAsJson('what would a crossing cost me', true);
    expect(answer).toHaveProperty('explain[0].id', 'faq/2');
    expect(answer).toHaveProperty('explain[0].features[0].share');
    expect(answer).toHaveProperty('explain[2]');
    expect(answer).not.toHaveProperty('explain[3]');
  });
});

describe('a stream of JSON lines', () => {
  it('answers one line a line, in order, each in its language', async () => {
    const { code, out, err } = await ask(
      Readable.from([
        '\uFEFF{"id":"a","query":"Who built the ship?"}\n\n{"id":7,"query":"hi"}\r\n',
        '{"query":"Aurora","locale":"fr"}\n   \n{"id":"z","query":"Auro',
        'ra"}',
      ]),
    );
    expect(code).toBe(0);
    expect(err).toEqual([]);
    const lines: readonly unknown[] = out.map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { id: 'a', outcome: 'answer', passage: { id: 'faq/7' } },
      { id: 7, outcome: 'none' },
      { locale: 'fr' },
      { id: 'z', locale: 'en' },
    ]);
    expect(out[0]).toMatch(/^\{"id":"a","outcome":/);
    expect(lines[2]).not.toHaveProperty('id');
  });

  it('answers while the stream is still open', async () => {
    const out: string[] = [];
    let answeredBeforeTheEnd = 0;
    async function* questions(): AsyncGenerator<string> {
      yield '{"id":"1","query":"Who built the ship?"}\n';
      while (out.length === 0) await new Promise((resolve) => setImmediate(resolve));
      answeredBeforeTheEnd = out.length;
      yield '{"id":"2","query":"hi"}\n';
    }
    const code = await runAsk({
      answers,
      questions: Readable.from(questions()),
      locale: 'en',
      json: true,
      explain: false,
      out: (line) => out.push(line),
      err: () => undefined,
    });
    expect([code, answeredBeforeTheEnd, out.length]).toEqual([0, 1, 2]);
  });

  it('says which lines are no questions, answers the others and ends with 1', async () => {
    const { code, out, err } = await ask(
      Readable.from([
        'nonsense\n{"id":"2","question":"x"}\n{"id":"3","query":"hi"}\n["query"]\n{"id":"5","query":"hi","locale":3}\n',
      ]),
    );
    expect(code).toBe(1);
    const lines: readonly unknown[] = out.map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { id: null, error: expect.stringMatching(/^line 1: .*JSON/) },
      { id: '2', error: expect.stringMatching(/^line 2: "query"/) },
      { id: '3', outcome: 'none' },
      { id: null, error: expect.stringMatching(/^line 4: /) },
      { id: '5', error: expect.stringMatching(/^line 5: "locale"/) },
    ]);
    expect(err.join()).toMatch(/4 lines/);
  });

  it('has nothing to say to an empty stream', async () => {
    expect(await ask(Readable.from([]))).toEqual({ code: 0, out: [], err: [] });
  });
});
