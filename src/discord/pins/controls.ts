import {
  ComponentType,
  type APIButtonComponent,
  type APIMessageTopLevelComponent,
  type APISelectMenuComponent,
} from 'discord-api-types/v10';
import { parseCustomId, type CustomId } from '../custom-id.ts';

export type Control = APIButtonComponent | APISelectMenuComponent;

/** The buttons and menus of a message, however they are arranged. */
export function controlsOf(components: readonly APIMessageTopLevelComponent[]): readonly Control[] {
  return components.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
}

/** Null where it only leads to an address. */
export function idOf(control: Control): CustomId | null {
  return 'custom_id' in control ? parseCustomId(control.custom_id) : null;
}
