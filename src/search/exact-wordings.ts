import type { Steps } from '../time-slices.ts';
import { hitKeyOf, type IndexedEntry } from './entries.ts';
import type { Language } from './languages/language.ts';
import { keyOf } from './question.ts';

/** By the key of a question, the place of the entry that it asks for as the pack does; null for none. */
export type FindExact = (key: string) => number | null;

/**
 * Word by word, or by name: `rule 2` and `what does rule 2 say` ask for `What is rule 2?`, `Rule 2: no spam` and, where
 * nothing else has that number, `2. No spam`; so does `#2` alone. Where two entries share a wording, the earlier has it; a
 * name that two of them share says nothing.
 */
export function* createFindExact(entries: readonly IndexedEntry[], language: Language): Steps<FindExact> {
  const wordings = new Map<string, number>();
  const names = createNames();
  const add = (text: string, at: number, entry: IndexedEntry): void => {
    const key = keyOf(text, language);
    if (key !== '' && !wordings.has(key)) wordings.set(key, at);
    for (const name of namesIn(text, key, language)) names.add(name, at, entry);
  };
  for (const [at, entry] of entries.entries()) {
    for (const wording of entry.wordings) {
      add(wording, at, entry);
      yield;
    }
  }
  for (const [at, entry] of entries.entries()) {
    add(entry.heading, at, entry);
    yield;
  }
  return (key) => {
    const entry = wordings.get(key);
    if (entry !== undefined) return entry;
    const name = nameIn(key, language);
    if (name === null) return null;
    const [, number = null] = numbered(name, language) ?? [];
    return names.find(name) ?? (number === null ? null : names.find(number)) ?? names.find(`#${name}`);
  };
}

interface Names {
  add(name: string, at: number, entry: IndexedEntry): void;
  find(name: string): number | null;
}

function createNames(): Names {
  const owners = new Map<string, { readonly at: number; readonly target: string } | null>();
  return {
    add(name, at, { target }) {
      // Paragraphs of a section share its heading: the first of them has it.
      const own = target.kind === 'passage' ? hitKeyOf(target.passage) : `not covered/${target.topic}`;
      const known = owners.get(name);
      if (known === undefined) owners.set(name, { at, target: own });
      else if (known !== null && known.target !== own) owners.set(name, null);
    },
    find: (name) => owners.get(name)?.at ?? null,
  };
}

/** What stands before a colon or a dash, and a number before a point: `Rule 2: …`, `2. …`. */
const LABEL = /^\s*(?:([^:–—]{1,40})(?:[:–—]|\s-\s)|(?:§\s*)?(\d{1,4})[.)]\s)/u;

/** `key` is the text's. */
function namesIn(text: string, key: string, language: Language): readonly string[] {
  const name = nameIn(key, language);
  const [, label, number] = LABEL.exec(text) ?? [];
  const labelled = label === undefined ? null : nameIn(keyOf(label, language), language);
  return [name, labelled, number ?? null].flatMap((one) => {
    if (one === null) return [];
    const reference = numbered(one, language);
    // Of what is labelled so, only a number says which it is: `Note: …`.
    if (one === labelled && reference === null) return [];
    return reference === null ? [one] : [one, `#${reference[1]}`];
  });
}

/** `rule 2` as its noun and its number. */
function numbered(name: string, { phrases }: Language): readonly [noun: string, number: string] | null {
  const [noun = '', number = '', ...rest] = name.split(' ');
  if (rest.length > 0 || !/^\d{1,4}$/.test(number) || phrases?.numbered.has(noun) !== true) return null;
  return [noun, number];
}

/** What a question asks for that asks for nothing but what something is; null where only small words are left. */
function nameIn(key: string, { phrases, stopWords }: Language): string | null {
  const name = phrases?.asksForName.exec(key)?.[1] ?? '';
  return name === '' || name.split(' ').every((word) => stopWords.has(word)) ? null : name;
}
