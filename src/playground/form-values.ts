import {
  ComponentType,
  type APIComponentInLabel,
  type APIInteractionDataResolved,
} from 'discord-api-types/v10';
import type { KeepFile } from './discord/message-body.ts';
import type { Scene } from './interactions.ts';
import { NotThere } from './not-there.ts';
import { fileOf } from './option-values.ts';
import type { FieldValues, FormBody } from './protocol.ts';
import { mergeResolved, resolveTargets } from './targets.ts';

/** What was filled in of a form, files by their ids, and what Discord sends along with it. Throws `NotThere`. */
export function formValues(
  { components }: FormBody,
  given: FieldValues,
  around: { readonly scene: Scene; readonly keepFile: KeepFile },
) {
  const values: Record<string, string | boolean | readonly string[]> = {};
  let resolved: APIInteractionDataResolved = {};
  for (const { component } of components) {
    const value = given[component.custom_id];
    if (value === undefined) continue;
    const fitting = fieldValue(component, value, around);
    values[component.custom_id] = fitting.value;
    resolved = mergeResolved(resolved, fitting.resolved);
  }
  return { values, resolved };
}

function fieldValue(
  field: APIComponentInLabel,
  given: FieldValues[string],
  { scene, keepFile }: { readonly scene: Scene; readonly keepFile: KeepFile },
): {
  readonly value: string | boolean | readonly string[];
  readonly resolved: APIInteractionDataResolved;
} {
  if (typeof given !== 'object') return { value: given, resolved: {} };
  const ids = given.flatMap((one) => (typeof one === 'string' ? [one] : []));
  const files = given.flatMap((one) => (typeof one === 'object' ? [one] : []));
  if (files.length > 0 && field.type !== ComponentType.FileUpload) {
    throw new NotThere('Only a file upload takes files.');
  }
  switch (field.type) {
    case ComponentType.UserSelect:
      return { value: ids, resolved: resolveTargets(ids, 'user', scene) };
    case ComponentType.RoleSelect:
      return { value: ids, resolved: resolveTargets(ids, 'role', scene) };
    case ComponentType.MentionableSelect:
      return { value: ids, resolved: resolveTargets(ids, 'mentionable', scene) };
    case ComponentType.ChannelSelect:
      return { value: ids, resolved: resolveTargets(ids, 'channel', scene, field.channel_types) };
    case ComponentType.FileUpload: {
      const kept = files.map((file) => keepFile(fileOf(file)));
      const attachments = Object.fromEntries(kept.map((file) => [file.id, file]));
      return { value: kept.map(({ id }) => id), resolved: kept.length === 0 ? {} : { attachments } };
    }
    case ComponentType.StringSelect:
    case ComponentType.RadioGroup:
    case ComponentType.CheckboxGroup:
    case ComponentType.TextInput:
    case ComponentType.Checkbox:
      return { value: ids, resolved: {} };
  }
}
