import {
  ComponentType,
  type APIModalSubmission,
  type ModalSubmitActionRowComponent,
  type ModalSubmitLabelComponent,
} from 'discord-api-types/v10';

type Submitted = ModalSubmitLabelComponent['component'] | ModalSubmitActionRowComponent['components'][number];

/**
 * What a member filled in, by the fields' custom ids. Discord sends every field of a modal: each call throws
 * where there is none of that name and kind, which is a mistake in the code.
 */
export interface Fields {
  /** Of a field that not every form of the kind has. */
  has(name: string): boolean;
  /** Of a text input, with `\n` between its lines; empty where nothing was typed. */
  text(name: string): string;
  /** Of a select menu or a group of checkboxes, in their order; of a radio group, one or none. */
  values(name: string): readonly string[];
  /** The only value, or the first; null where nothing was chosen. */
  value(name: string): string | null;
  /** Of a single checkbox. */
  checked(name: string): boolean;
}

export function readFields({ components }: Pick<APIModalSubmission, 'components'>): Fields {
  const submitted = new Map<string, Submitted>();
  for (const outer of components) {
    for (const field of fieldsIn(outer)) submitted.set(field.custom_id, field);
  }
  const absent = (name: string, kind: string): Error =>
    new Error(`The modal has no ${kind} "${name}": it has ${[...submitted.keys()].join(', ')}.`);

  const values = (name: string): readonly string[] => {
    const field = submitted.get(name);
    if (field === undefined) throw absent(name, 'choice');
    if (field.type === ComponentType.RadioGroup) return field.value === null ? [] : [field.value];
    if ('values' in field) return field.values;
    throw absent(name, 'choice');
  };
  return {
    has: (name) => submitted.has(name),
    text(name) {
      const field = submitted.get(name);
      if (field?.type !== ComponentType.TextInput) throw absent(name, 'text');
      return field.value.replaceAll(/\r\n?/g, '\n');
    },
    values,
    value: (name) => values(name)[0] ?? null,
    checked(name) {
      const field = submitted.get(name);
      if (field?.type !== ComponentType.Checkbox) throw absent(name, 'checkbox');
      return field.value;
    },
  };
}

function fieldsIn(outer: APIModalSubmission['components'][number]): readonly Submitted[] {
  switch (outer.type) {
    case ComponentType.Label:
      return [outer.component];
    case ComponentType.ActionRow:
      return outer.components;
    case ComponentType.TextDisplay:
      return [];
  }
}
