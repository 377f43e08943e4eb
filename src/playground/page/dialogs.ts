import { signal } from '@preact/signals';
import type { APIMessage } from 'discord-api-types/v10';
import type { FieldValues, FormBody } from '../protocol.ts';
import type { Failure } from './feed.ts';

interface Question {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly danger: boolean;
}

/** What a dialog can be about: a form of the bot's, a question before something is done, the channel's pins, or people's articles. */
export type DialogSubject =
  | {
      readonly kind: 'form';
      readonly body: FormBody;
      /** Resolves with why it was not taken: the form stays open then. */
      readonly submit: (values: FieldValues) => Promise<Failure | null>;
    }
  /** About a message, or about no single one. */
  | { readonly kind: 'confirm'; readonly message: APIMessage | null; readonly question: Question }
  | { readonly kind: 'pins' | 'articles' };

/** Those that lie over the page, the last on top. */
export const openDialogs = signal<
  readonly {
    readonly id: number;
    readonly subject: DialogSubject;
    readonly onClose: (element: HTMLDialogElement) => void;
  }[]
>([]);

/** What a dialog returns whose action was chosen; else its `returnValue` is empty. */
export const CHOSEN = 'chosen';

let count = 0;

/** Resolves with its element when it has been closed: by a button, by its form or by Escape. */
export function openDialog(subject: DialogSubject): Promise<HTMLDialogElement> {
  const id = (count += 1);
  return new Promise((resolve) => {
    const onClose = (element: HTMLDialogElement): void => {
      openDialogs.value = openDialogs.value.filter((one) => one.id !== id);
      resolve(element);
    };
    openDialogs.value = [...openDialogs.value, { id, subject, onClose }];
  });
}
