import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { InteractionOutcome } from '../metrics/metrics.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { Texts } from '../texts/texts.ts';
import { limitError, UserError } from './user-error.ts';

/** What is said where something can't be done, and what that makes of what was asked for. */
export interface Excuse {
  readonly text: string;
  readonly outcome: InteractionOutcome;
}

export interface Apologies {
  /** For whatever a handler threw. */
  excuse(error: unknown, texts: Texts): Excuse;
  /** For what is ours to mend: with a reference that stands in the log. */
  apology(error: unknown, texts: Texts, text?: 'unexpected' | 'tooSlow'): Excuse;
}

/** @param about names what was called in the log, without what was typed */
export function createApologies(log: Logger, about: Readonly<Record<string, string>>): Apologies {
  const apology: Apologies['apology'] = (error, texts, text = 'unexpected') => {
    const reference = randomUUID().slice(0, 8);
    log.error({ err: error, reference, ...about }, 'a handler failed');
    return { text: texts.errors[text](reference), outcome: text === 'tooSlow' ? 'too-slow' : 'failed' };
  };
  return {
    apology,
    excuse(error, texts) {
      const refusal = error instanceof UserError ? error : limitError(error);
      if (refusal !== null) {
        log.info({ refusal: refusal.identifier, ...about }, 'refused');
        return { text: refusal.text(texts), outcome: 'refused' };
      }
      if (error instanceof StoreUnavailable) {
        log.warn({ err: error, ...about }, 'refused: the database is away');
        return { text: texts.errors.storeAway, outcome: 'store-away' };
      }
      return apology(error, texts);
    },
  };
}
