import type { Locale, PassageKind } from '../content/pack.ts';
import { isRecord, parseJson } from './json-lines.ts';
import type { JsonLine } from './json-lines.ts';

/** A passage by its place, or by its id; `section/introduction` is any of that section's. */
type Accepted =
  | {
      readonly kind: PassageKind;
      /** Counted within the kind from 1 in the article's order. */
      readonly index: number;
    }
  | { readonly id: string };

export interface EvalQuestion {
  readonly query: string;
  /** The group that it is reported in. */
  readonly kind: string;
  /** Empty where the article doesn't tell. */
  readonly expect: readonly Accepted[];
  /** The answer's text must hold one of these; empty where any text will do. */
  readonly mention: readonly string[];
  readonly locale: Locale;
  /** The only one that is asked, by its slug; absent for all. */
  readonly article?: string;
}

/** @param byDefault the only article that is asked where the line names none; all where it is absent */
export function readEvalLine(
  { number, text }: JsonLine,
  byDefault?: string,
): EvalQuestion | { readonly error: string } {
  const value = parseJson(text);
  if (!isRecord(value)) return { error: `line ${number}: this is no JSON object; write one on one line` };
  const { query, kind, mention = [], locale = 'en', article = byDefault } = value;
  const expect = value['expect'] === 'none' ? [] : readExpect(value['expect']);
  if (typeof query !== 'string')
    return { error: `line ${number}: "query" is missing; give the question there` };
  if (typeof kind !== 'string') {
    return { error: `line ${number}: "kind" is missing; name the group that it is counted in` };
  }
  if (expect === null) {
    return {
      error: `line ${number}: "expect" is neither "none" nor a list such as ["faq/what-is-it"] or [{"kind":"faq","index":1}]; kinds are faq, highlight and section`,
    };
  }
  if (!Array.isArray(mention) || !mention.every((one) => typeof one === 'string')) {
    return {
      error: `line ${number}: "mention" is no list of texts; write one such as ["6 million"], or leave it out`,
    };
  }
  if (typeof locale !== 'string') {
    return { error: `line ${number}: "locale" is no text; give a language such as "en", or leave it out` };
  }
  if (article !== undefined && typeof article !== 'string') {
    return {
      error: `line ${number}: "article" is no text; give the name of its folder, or leave it out to ask all`,
    };
  }
  return { query, kind, expect, mention, locale, ...(article === undefined ? {} : { article }) };
}

/** Null for what is no list of passages, or an empty one. */
function readExpect(value: unknown): readonly Accepted[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const accepted = value.map((one: unknown) => (typeof one === 'string' ? { id: one } : one));
  return accepted.every(isAccepted) ? accepted : null;
}

const KINDS: readonly unknown[] = ['faq', 'highlight', 'section'] satisfies PassageKind[];

function isAccepted(value: unknown): value is Accepted {
  if (!isRecord(value)) return false;
  return typeof value['id'] === 'string'
    ? value['id'] !== ''
    : KINDS.includes(value['kind']) && Number.isInteger(value['index']);
}
