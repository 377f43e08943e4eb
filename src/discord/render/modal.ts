import {
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
  type APIComponentInLabel,
  type APILabelComponent,
  type ChannelType,
} from 'discord-api-types/v10';
import type { ModalBody } from '../api.ts';
import { LIMITS } from '../limits.ts';
import { clamp, isVisible, oneLine } from './text.ts';

/** What every field of a modal has; all texts are plain. */
interface Field {
  /** By which the handler reads it, and unique in its modal. */
  readonly id: string;
  readonly label: string;
  /** Small, under the label. */
  readonly description?: string;
  /** Discord wants it filled in; true where nothing is said. */
  readonly required?: boolean;
}

interface Choice {
  /** At most 100 characters. */
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly selected?: boolean;
}

/**
 * The only maker of modals: within Discord's limits whatever is put in. Its fields are ours, so their number
 * is not cut: none, or more than 5, is a mistake in the code.
 * @param id a custom id: `owner:handler:…`
 */
export function modal(id: string, title: string, fields: readonly APILabelComponent[]): ModalBody {
  if (fields.length === 0 || fields.length > LIMITS.modalFields) {
    throw new RangeError(`A modal has 1 to ${LIMITS.modalFields} fields, not ${fields.length}.`);
  }
  return { custom_id: id, title: oneLine(title, LIMITS.modalTitle), components: [...fields] };
}

/** A line of text, or several. A value over its `maxLength` (4,000 at most) is cut, and would be saved so. */
export function textField(
  field: Field & {
    readonly lines: 'one' | 'many';
    readonly value?: string;
    readonly placeholder?: string;
    readonly maxLength?: number;
  },
): APILabelComponent {
  const most = Math.min(field.maxLength ?? LIMITS.textInputValue, LIMITS.textInputValue);
  const value = field.value === undefined ? '' : clamp(field.value.toWellFormed(), most);
  return labelled(field, {
    type: ComponentType.TextInput,
    custom_id: field.id,
    style: field.lines === 'one' ? TextInputStyle.Short : TextInputStyle.Paragraph,
    max_length: most,
    required: field.required ?? true,
    ...(value === '' ? {} : { value }),
    ...placeholderOf(field.placeholder, LIMITS.textInputPlaceholder),
  });
}

/** How many have to be taken, and may be. */
function howMany({ required = true }: Field, most: number) {
  return { required, min_values: required ? 1 : 0, max_values: most };
}

/** A menu of 1 to 25 choices, of which one is taken, or up to `atMost`. */
export function selectField(
  field: Field & {
    readonly choices: readonly Choice[];
    readonly placeholder?: string;
    readonly atMost?: number;
  },
): APILabelComponent {
  const choices = field.choices.slice(0, LIMITS.selectOptions);
  return labelled(field, {
    type: ComponentType.StringSelect,
    custom_id: field.id,
    ...howMany(field, Math.min(field.atMost ?? 1, choices.length)),
    options: choices.map(option),
    ...placeholderOf(field.placeholder, LIMITS.selectPlaceholder),
  });
}

/** A menu of the server's channels. */
export function channelsField(
  field: Field & {
    readonly types: readonly ChannelType[];
    readonly selected: readonly string[];
    readonly placeholder?: string;
    readonly atMost?: number;
  },
): APILabelComponent {
  const most = Math.min(field.atMost ?? LIMITS.selectOptions, LIMITS.selectOptions);
  return labelled(field, {
    type: ComponentType.ChannelSelect,
    custom_id: field.id,
    ...howMany(field, most),
    channel_types: [...field.types],
    default_values: field.selected
      .slice(0, most)
      .map((id) => ({ type: SelectMenuDefaultValueType.Channel, id })),
    ...placeholderOf(field.placeholder, LIMITS.selectPlaceholder),
  });
}

/** 2 to 10 choices, all in sight, of which one is taken. */
export function radioField(field: Field & { readonly choices: readonly Choice[] }): APILabelComponent {
  return labelled(field, {
    type: ComponentType.RadioGroup,
    custom_id: field.id,
    required: field.required ?? true,
    options: field.choices.slice(0, LIMITS.radioOptions).map(option),
  });
}

/** Up to 10 boxes, any of which may be ticked; none too, unless it is required. */
export function checkboxesField(field: Field & { readonly choices: readonly Choice[] }): APILabelComponent {
  const choices = field.choices.slice(0, LIMITS.checkboxes);
  return labelled(field, {
    type: ComponentType.CheckboxGroup,
    custom_id: field.id,
    ...howMany(field, choices.length),
    options: choices.map(option),
  });
}

/** A single box: yes or no. */
export function checkboxField(
  field: Omit<Field, 'required'> & { readonly checked: boolean },
): APILabelComponent {
  return labelled(field, { type: ComponentType.Checkbox, custom_id: field.id, default: field.checked });
}

function labelled(field: Field, component: APIComponentInLabel): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: oneLine(field.label, LIMITS.label),
    ...descriptionOf(field.description, LIMITS.labelDescription),
    component,
  };
}

function option({ value, label, description, selected }: Choice) {
  return {
    value,
    label: oneLine(label, LIMITS.selectOptionText),
    ...descriptionOf(description, LIMITS.selectOptionText),
    ...(selected === true ? { default: true } : {}),
  };
}

/** None is better than one that can't be seen. */
function descriptionOf(description: string | undefined, max: number): { description?: string } {
  return description === undefined || !isVisible(description)
    ? {}
    : { description: oneLine(description, max) };
}

function placeholderOf(placeholder: string | undefined, max: number): { placeholder?: string } {
  return placeholder === undefined || !isVisible(placeholder)
    ? {}
    : { placeholder: oneLine(placeholder, max) };
}
