import type { Locale, PassageKind } from '../content/pack.ts';
import { isRecord, parseJson } from './json-lines.ts';
import type { JsonLine } from './json-lines.ts';

interface Accepted {
  readonly kind: PassageKind;
  /** Counted within the kind from 1 in the article's order. */
  readonly index: number;
}

export interface EvalQuestion {
  readonly query: string;
  /** The group that it is reported in. */
  readonly kind: string;
  /** Empty where the article doesn't tell. */
  readonly expect: readonly Accepted[];
  /** The answer's text must hold one of these; empty where any text will do. */
  readonly mention: readonly string[];
  readonly locale: Locale;
}

export function readEvalLine({ number, text }: JsonLine): EvalQuestion | { readonly error: string } {
  const value = parseJson(text);
  if (!isRecord(value)) return { error: `line ${number}: this is no JSON object; write one on one line` };
  const { query, kind, mention = [], locale = 'en' } = value;
  const expect = value['expect'] === 'none' ? [] : value['expect'];
  if (typeof query !== 'string')
    return { error: `line ${number}: "query" is missing; give the question there` };
  if (typeof kind !== 'string') {
    return { error: `line ${number}: "kind" is missing; name the group that it is counted in` };
  }
  if (
    !Array.isArray(expect) ||
    !expect.every(isAccepted) ||
    (expect.length === 0 && value['expect'] !== 'none')
  ) {
    return {
      error: `line ${number}: "expect" is neither "none" nor a list such as [{"kind":"faq","index":1}]; kinds are faq, highlight and section`,
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
  return { query, kind, expect, mention, locale };
}

const KINDS: readonly unknown[] = ['faq', 'highlight', 'section'] satisfies PassageKind[];

function isAccepted(value: unknown): value is Accepted {
  return isRecord(value) && KINDS.includes(value['kind']) && Number.isInteger(value['index']);
}
