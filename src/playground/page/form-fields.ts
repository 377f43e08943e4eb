import type { APIComponentInLabel } from 'discord-api-types/v10';
import type { FieldValue, FieldValues, FormBody } from '../protocol.ts';
import { readFile } from './attached-file.ts';
import { CHECKBOX, FILE_UPLOAD, TEXT_INPUT } from './component-types.ts';

/** Whether a field of a form must be filled in: all but a lone box, unless the bot says otherwise. */
export function isRequired(component: APIComponentInLabel): boolean {
  return component.type !== CHECKBOX && (component.required ?? true);
}

/**
 * What was filled in, field by field: the controls are named by the components' custom ids. Rejects where a file can't be
 * read.
 */
export async function readForm(form: HTMLFormElement, { components }: FormBody): Promise<FieldValues> {
  const data = new FormData(form);
  const read = components.map(
    async ({ component }) =>
      [component.custom_id, await valueOf(component, data.getAll(component.custom_id))] as const,
  );
  return Object.fromEntries(await Promise.all(read));
}

function valueOf(
  { type }: APIComponentInLabel,
  entries: readonly FormDataEntryValue[],
): FieldValue | Promise<FieldValue> {
  const texts = entries.filter((entry) => typeof entry === 'string');
  switch (type) {
    case TEXT_INPUT:
      return texts[0] ?? '';
    case CHECKBOX:
      return entries.length > 0;
    case FILE_UPLOAD: {
      // A field without a file has one without a name.
      const files = entries.filter((entry) => entry instanceof File).filter(({ name }) => name !== '');
      return Promise.all(files.map(readFile));
    }
    default:
      // The empty line of a menu is none.
      return texts.filter((text) => text !== '');
  }
}
