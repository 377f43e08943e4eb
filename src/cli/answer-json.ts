import type { Outcome, RankedPassage } from '../answers/outcome.ts';
import type { Locale, PassageKind } from '../content/pack.ts';

interface PassageJson {
  readonly id: string;
  readonly kind: PassageKind;
  readonly index: number;
  readonly section: number | null;
  readonly heading: string;
}

/** An answer as other programs read it: its keys and their order are a contract. */
export interface AnswerJson {
  readonly outcome: Outcome['outcome'];
  readonly confidence: number;
  readonly pack: string | null;
  readonly locale: Locale;
  readonly passage: (PassageJson & { readonly text: string }) | null;
  /** The sentence of the passage that answers, word for word; null where none stands out. */
  readonly evidence: string | null;
  readonly suggestions: readonly (PassageJson & { readonly text: string; readonly confidence: number })[];
  readonly notCovered?: string;
  /** To a question in another language: in which it can be answered. */
  readonly note?: string;
  readonly explain?: readonly ExplainedJson[];
}

interface ExplainedJson {
  readonly id: string;
  readonly confidence: number;
  readonly features: readonly { readonly name: string; readonly value: number; readonly share: number }[];
}

export const EXPLAINED_HITS = 3;

/** `locale` is the asker's: it stands where there is no content that has one. */
export function answerAsJson(
  outcome: Outcome,
  {
    locale,
    explain,
    note,
  }: { readonly locale: Locale; readonly explain: boolean; readonly note: string | null },
): AnswerJson {
  const further = {
    ...(note === null ? {} : { note }),
    ...(explain ? { explain: outcome.ranking.slice(0, EXPLAINED_HITS).map(explainedJson) } : {}),
  };
  switch (outcome.outcome) {
    case 'answer': {
      const { pack, passage, confidence } = outcome.best;
      return {
        outcome: 'answer',
        confidence: rounded(confidence),
        pack: pack.slug,
        locale: pack.locale,
        passage: { ...passageJson(outcome.best), text: passage.text },
        evidence: outcome.best.evidence,
        suggestions: [],
        ...further,
      };
    }
    case 'suggestions': {
      const best = outcome.suggestions[0];
      return {
        outcome: 'suggestions',
        confidence: rounded(best?.confidence ?? 0),
        pack: best?.pack.slug ?? null,
        locale: best?.pack.locale ?? locale,
        passage: null,
        evidence: null,
        suggestions: outcome.suggestions.map((found) => ({
          ...passageJson(found),
          text: found.passage.text,
          confidence: rounded(found.confidence),
        })),
        ...further,
      };
    }
    case 'none':
      return {
        outcome: 'none',
        confidence: rounded(outcome.confidence),
        pack: outcome.pack?.slug ?? null,
        locale: outcome.pack?.locale ?? locale,
        passage: null,
        evidence: null,
        suggestions: [],
        ...(outcome.notCovered === null ? {} : { notCovered: outcome.notCovered }),
        ...further,
      };
  }
}

function passageJson({ passage: { id, kind, index, section, heading } }: RankedPassage): PassageJson {
  return { id, kind, index, section, heading };
}

function explainedJson({ passage, confidence, explain }: RankedPassage): ExplainedJson {
  return {
    id: passage.id,
    confidence: rounded(confidence),
    features: explain().map(({ name, value, share }) => ({
      name,
      value: rounded(value),
      share: rounded(share),
    })),
  };
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
