import { signal, type Signal } from '@preact/signals';
import type { CommandChoice } from './command-choices.ts';
import type { OptionField } from './option-field.tsx';

/** A command that is being filled in. */
export interface OpenForm {
  /** Each time it opens, it is another one. */
  readonly key: symbol;
  readonly choice: CommandChoice;
  readonly fields: Signal<readonly OptionField[]>;
}

/** What somebody began to write in a channel and hasn't sent. */
interface Draft {
  readonly text: Signal<string>;
  readonly form: Signal<OpenForm | null>;
}

/** The drafts of all channels, by their ids. */
export type Drafts = (channel: string) => Draft;

export function createDrafts(): Drafts {
  const drafts = new Map<string, Draft>();
  return (channel) => {
    const draft = drafts.get(channel) ?? { text: signal(''), form: signal<OpenForm | null>(null) };
    drafts.set(channel, draft);
    return draft;
  };
}

/** Whether the command of a form is still offered as it was when the form was opened. */
export function isOffered({ choice }: OpenForm, offered: readonly CommandChoice[]): boolean {
  const wanted = JSON.stringify(choice);
  return offered.some((one) => JSON.stringify(one) === wanted);
}

/** As it would be typed into the message box, with its first option. */
export function lineOf({ choice, fields }: OpenForm): string {
  return `/${choice.title} ${fields.value[0]?.text.value ?? ''}`.trimEnd();
}
