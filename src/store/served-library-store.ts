import type { Claim } from './pin-store.ts';

/** Which articles are the newest that any program serves. */
export interface ServedLibraryStore {
  /**
   * A program serves these articles now. False where another one serves newer ones: they are newer where nobody served them
   * before, or where a program that served what was the newest changed to them (`served.former`, what it served when it
   * last asked). Once nobody has said for `lease` that it serves the newest, they are forgotten.
   */
  isNewest(
    served: { readonly version: string; readonly former: string | null },
    claim: Claim,
  ): Promise<boolean>;
  /** As if nothing had ever been served. */
  forget(): Promise<void>;
}
