import type { Texts } from '../texts/texts.ts';

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
