import { signal } from '@preact/signals';
import type { ArticleRefusal } from '../article-protocol.ts';
import { bringArticle, type Brought } from './article-client.ts';
import { articleTextsFor } from './article-texts.ts';
import { openDialog, openDialogs } from './dialogs.ts';
import type { Session } from './session.ts';
import { closeTrials } from './trials.ts';

/** What somebody does to bring articles, and what came of it. */

/** The name of what is being read; null where nothing is. */
export const reading = signal<string | null>(null);

/** What somebody has typed or pasted so far: it outlives the dialog. */
export const pasted = signal('');

/** The article that stands open in the dialog; null for none. */
export const openArticle = signal<string | null>(null);

interface Failure {
  readonly id: number;
  readonly name: string;
  /** Null where the program didn't answer. */
  readonly refusal: ArticleRefusal | null;
}

/** What came to nothing, until somebody has read it. */
export const failures = signal<readonly Failure[]>([]);

let count = 0;

export function showArticles(): void {
  if (!openDialogs.value.some(({ subject }) => subject.kind === 'articles'))
    void openDialog({ kind: 'articles' });
}

/** One after the other: the first is there while the second is read. Resolves with whether all became articles. */
export async function bring(session: Session, all: readonly Brought[]): Promise<boolean> {
  // It would lie over what comes of them, or below it.
  closeTrials();
  showArticles();
  let areAllThere = true;
  for (const one of all) {
    reading.value = one.name;
    session.announce(articleTextsFor(session.persona.locale).reading(one.name));
    const result = await bringArticle(one);
    if (result?.done === true) openArticle.value = result.article;
    else {
      areAllThere = false;
      failures.value = [...failures.value, { id: (count += 1), name: one.name, refusal: result }];
    }
  }
  reading.value = null;
  return areAllThere;
}

/** As the program knows what was pasted. */
export const PASTED = 'pasted text';

export async function bringPasted(session: Session): Promise<void> {
  const text = pasted.value;
  const name = articleTextsFor(session.persona.locale).pastedName;
  const isThere = await bring(session, [{ name, files: [new File([text], PASTED)], isFolder: false }]);
  if (isThere && pasted.value === text) pasted.value = '';
}

export function forgetFailure(id: number): void {
  failures.value = failures.value.filter((one) => one.id !== id);
}
