import {
  ComponentType,
  InteractionType,
  type APIComponentInLabel,
  type APIInteractionDataResolved,
  type APIMessage,
  type APIModalSubmitInteraction,
  type ModalSubmitComponent,
} from 'discord-api-types/v10';
import { base, type Scene } from './interactions.ts';
import type { FormBody } from './protocol.ts';

/** Files by their ids. */
type Submitted = string | boolean | readonly string[];
export type SubmittedValues = Readonly<Record<string, Submitted>>;

/** A modal was sent off. What was not filled in stays as the modal showed it. */
export function modalInteraction(
  scene: Scene,
  submitted: {
    readonly modal: FormBody;
    readonly values: SubmittedValues;
    /** The people, roles, channels and files among them. */
    readonly resolved?: APIInteractionDataResolved;
    /** The message whose button opened it. */
    readonly message?: APIMessage;
  },
): APIModalSubmitInteraction {
  const { modal, values, resolved = {}, message } = submitted;
  return {
    ...base(scene),
    type: InteractionType.ModalSubmit,
    ...(message === undefined ? {} : { message }),
    data: {
      custom_id: modal.custom_id,
      components: modal.components.map(({ type, component }) => ({
        type,
        component: submittedField(component, values[component.custom_id] ?? standing(component)),
      })),
      ...(Object.keys(resolved).length === 0 ? {} : { resolved }),
    },
  };
}

/** What a field holds when the modal opens. */
function standing(field: APIComponentInLabel): Submitted {
  switch (field.type) {
    case ComponentType.TextInput:
      return field.value ?? '';
    case ComponentType.Checkbox:
      return field.default ?? false;
    case ComponentType.StringSelect:
    case ComponentType.RadioGroup:
    case ComponentType.CheckboxGroup:
      return field.options.filter((option) => option.default === true).map(({ value }) => value);
    case ComponentType.ChannelSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.RoleSelect:
    case ComponentType.UserSelect:
      return (field.default_values ?? []).map(({ id }) => id);
    case ComponentType.FileUpload:
      return [];
  }
}

function submittedField(field: APIComponentInLabel, value: Submitted): ModalSubmitComponent {
  const { custom_id } = field;
  const chosen = typeof value === 'object' ? [...value] : value === '' ? [] : [String(value)];
  switch (field.type) {
    case ComponentType.TextInput:
      return { type: field.type, custom_id, value: String(value) };
    case ComponentType.Checkbox:
      return { type: field.type, custom_id, value: value === true };
    case ComponentType.RadioGroup:
      return { type: field.type, custom_id, value: chosen[0] ?? null };
    case ComponentType.StringSelect:
      return { type: field.type, custom_id, values: chosen };
    case ComponentType.CheckboxGroup:
      return { type: field.type, custom_id, values: chosen };
    case ComponentType.ChannelSelect:
      return { type: field.type, custom_id, values: chosen };
    case ComponentType.MentionableSelect:
      return { type: field.type, custom_id, values: chosen };
    case ComponentType.RoleSelect:
      return { type: field.type, custom_id, values: chosen };
    case ComponentType.UserSelect:
      return { type: field.type, custom_id, values: chosen };
    case ComponentType.FileUpload:
      return { type: field.type, custom_id, values: chosen };
  }
}
