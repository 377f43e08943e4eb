import type { Texts } from '../texts/texts.ts';
import { DiscordRefusal } from './refusal.ts';
import { timestamp } from './render/timestamp.ts';

/** Something that the member can understand and act on; everything else that is thrown is ours to mend. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** For logs and tests: never shown. */
  readonly identifier: string;
  readonly text: (texts: Texts) => string;

  constructor(identifier: string, text: (texts: Texts) => string) {
    super(identifier);
    this.identifier = identifier;
    this.text = text;
  }
}

/** What there is to say of a limit of Discord's (Topics, Rate Limits): when to try again. Null where it was none. */
export function limitError(error: unknown): UserError | null {
  if (!(error instanceof DiscordRefusal) || error.wait === null) return null;
  const until = timestamp(Date.now() + error.wait, 'relative');
  return new UserError('limited', (texts) => texts.errors.limited(until));
}
