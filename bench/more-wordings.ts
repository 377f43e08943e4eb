import { isRecord, parseJson } from '../src/cli/json-lines.ts';
import type { JsonLine } from '../src/cli/json-lines.ts';
import type { Library, NotCovered } from '../src/content/pack.ts';

/** More ways to ask for an entry of the FAQ, by its place from 1, or for something that the article doesn't tell. */
export type MoreWordings =
  | { readonly faq: number; readonly wordings: readonly string[] }
  | { readonly notCovered: string; readonly wordings: readonly string[] };

export function readMoreWordings({ number, text }: JsonLine): MoreWordings | { readonly error: string } {
  const value = parseJson(text);
  if (!isRecord(value)) return { error: `line ${number}: this is no JSON object; write one on one line` };
  const { faq, notCovered, wordings } = value;
  if (
    !Array.isArray(wordings) ||
    wordings.length === 0 ||
    !wordings.every((one) => typeof one === 'string' && one !== '')
  ) {
    return {
      error: `line ${number}: "wordings" is no list of questions; write one such as ["opening hours"]`,
    };
  }
  if (typeof faq === 'number' && notCovered === undefined) return { faq, wordings };
  if (typeof notCovered === 'string' && notCovered !== '' && faq === undefined)
    return { notCovered, wordings };
  return {
    error: `line ${number}: give either "faq", the entry's place from 1, or "notCovered", what the article doesn't tell`,
  };
}

/** The pack with these, too: its entries stay where they are. Throws where it has no such entry. */
export function withMoreWordings(pack: Library[number], more: readonly MoreWordings[]): Library[number] {
  const wordings = new Map<number, readonly string[]>();
  const topics = new Map<string, NotCovered>(pack.notCovered.map((one) => [one.topic, one]));
  for (const one of more) {
    if ('faq' in one) {
      if (!pack.faq.some(({ index }) => index === one.faq)) {
        throw new Error(`${pack.slug} has no entry ${one.faq}: its FAQ has ${pack.faq.length}.`);
      }
      wordings.set(one.faq, [...(wordings.get(one.faq) ?? []), ...one.wordings]);
    } else {
      const before = topics.get(one.notCovered)?.wordings ?? [];
      topics.set(one.notCovered, { topic: one.notCovered, wordings: [...before, ...one.wordings] });
    }
  }
  return {
    ...pack,
    faq: pack.faq.map((passage) => ({
      ...passage,
      wordings: [...passage.wordings, ...(wordings.get(passage.index) ?? [])],
    })),
    notCovered: [...topics.values()],
  };
}
