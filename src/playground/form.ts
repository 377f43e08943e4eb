import { ComponentType, TextInputStyle, type APIComponentInLabel } from 'discord-api-types/v10';
import type { ModalBody } from '../discord/api.ts';
import { standing, type FieldValue, type FieldValues } from './modal-submit.ts';

/** A modal that is filled in line by line, one field after the other. */
export interface Form {
  /** What to write before a person types the next line. */
  readonly prompt: string;
  /** The form after that line; `values` once the last field is filled in. */
  type(line: string): Form | { readonly values: FieldValues };
}

export const FORM_HELP =
  'Fill it in, field by field: an empty line keeps what stands there, - empties it, :cancel leaves.';

/** Keeps what stands there. */
const KEEP = '';
const NOTHING = '-';

export function startForm({ components }: ModalBody): Form {
  const [first, ...rest] = components;
  if (first === undefined) throw new Error('The modal has no fields.');
  return fieldForm(first, rest, {});
}

type Label = ModalBody['components'][number];

/** @param note what was wrong with the last line */
function fieldForm(label: Label, next: readonly Label[], filled: FieldValues, note?: string): Form {
  const field = label.component;
  const after = (value: FieldValue): ReturnType<Form['type']> => {
    const missing = isRequired(field) && isEmpty(value);
    if (missing) return fieldForm(label, next, filled, 'This has to be filled in.');
    const values = { ...filled, [field.custom_id]: value };
    const [first, ...rest] = next;
    return first === undefined ? { values } : fieldForm(first, rest, values);
  };
  return {
    prompt: [...(note === undefined ? [] : [`! ${note}`]), promptOf(label)].join('\n'),
    type(line) {
      if (line === KEEP) return after(standing(field));
      if (line === NOTHING) return after(field.type === ComponentType.Checkbox ? false : '');
      if (isMultiLine(field)) return linesForm([line], after);
      const value = read(field, line);
      return value === null ? fieldForm(label, next, filled, `I can't read "${line}".`) : after(value);
    },
  };
}

/** A text of several lines ends with an empty one. */
function linesForm(lines: readonly string[], after: (value: string) => ReturnType<Form['type']>): Form {
  return {
    prompt: '',
    type: (line) => (line === '' ? after(lines.join('\n')) : linesForm([...lines, line], after)),
  };
}

function promptOf({ label, description, component: field }: Label): string {
  const optional = isRequired(field) ? '' : ' (optional)';
  return [`${label}${optional}`, ...(description === undefined ? [] : [description]), ...hints(field)].join(
    '\n  ',
  );
}

function hints(field: APIComponentInLabel): readonly string[] {
  switch (field.type) {
    case ComponentType.TextInput: {
      const now = field.value === undefined ? [] : [`now: ${field.value.replaceAll('\n', '\n       ')}`];
      return isMultiLine(field) ? [...now, 'several lines; an empty one ends it'] : now;
    }
    case ComponentType.Checkbox:
      return [`yes or no; now: ${field.default === true ? 'yes' : 'no'}`];
    case ComponentType.StringSelect:
    case ComponentType.RadioGroup:
    case ComponentType.CheckboxGroup:
      return [
        ...field.options.map(
          ({ label, default: chosen }, at) => `${at + 1}${chosen === true ? '*' : ' '} ${label}`,
        ),
        mostOf(field) > 1 ? 'numbers, with spaces between' : 'a number',
      ];
    case ComponentType.ChannelSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.RoleSelect:
    case ComponentType.UserSelect:
      return [`ids, with spaces between; now: ${[standing(field)].flat().join(' ') || 'none'}`];
    case ComponentType.FileUpload:
      return ['a file: not in this terminal'];
  }
}

/** Null where the line makes no sense there. */
function read(field: APIComponentInLabel, line: string): FieldValue | null {
  const words = line.split(/[\s,]+/).filter((word) => word !== '');
  switch (field.type) {
    case ComponentType.TextInput:
      return line.length > (field.max_length ?? Infinity) ? null : line;
    case ComponentType.Checkbox:
      if (/^(?:y|yes|o|oui|true|1)$/i.test(line)) return true;
      return /^(?:n|no|non|false|0)$/i.test(line) ? false : null;
    case ComponentType.StringSelect:
    case ComponentType.RadioGroup:
    case ComponentType.CheckboxGroup: {
      const chosen = words.flatMap((word) => field.options[Number(word) - 1]?.value ?? []);
      return chosen.length < words.length || chosen.length > mostOf(field) ? null : chosen;
    }
    case ComponentType.ChannelSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.RoleSelect:
    case ComponentType.UserSelect:
      return words.every((word) => /^\d+$/.test(word)) && words.length <= (field.max_values ?? 1)
        ? words
        : null;
    case ComponentType.FileUpload:
      return null;
  }
}

function mostOf(field: APIComponentInLabel): number {
  if (field.type === ComponentType.CheckboxGroup) return field.max_values ?? field.options.length;
  return 'max_values' in field ? (field.max_values ?? 1) : 1;
}

function isMultiLine(field: APIComponentInLabel): boolean {
  return field.type === ComponentType.TextInput && field.style === TextInputStyle.Paragraph;
}

function isRequired(field: APIComponentInLabel): boolean {
  return field.type !== ComponentType.Checkbox && (field.required ?? true);
}

function isEmpty(value: FieldValue): boolean {
  return typeof value !== 'boolean' && value.length === 0;
}
