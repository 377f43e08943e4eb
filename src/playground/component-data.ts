import {
  ComponentType,
  type APIInteractionDataResolved,
  type APIMessageButtonInteractionData,
  type APIMessageSelectMenuInteractionData,
} from 'discord-api-types/v10';

type MenuType = APIMessageSelectMenuInteractionData['component_type'];

/** A button that was pressed or, with values, what was chosen in a menu. */
export interface Pressed {
  readonly customId: string;
  readonly values?: readonly string[] | undefined;
  /** Of the menu. */
  readonly type?: MenuType | undefined;
  /** The people, roles and channels that were chosen. */
  readonly resolved?: APIInteractionDataResolved | undefined;
}

export function componentData(
  pressed: Pressed,
): APIMessageButtonInteractionData | APIMessageSelectMenuInteractionData {
  const { customId: custom_id, type = ComponentType.StringSelect, resolved = {} } = pressed;
  if (pressed.values === undefined) return { component_type: ComponentType.Button, custom_id };
  const chosen = { custom_id, values: [...pressed.values] };
  const { users = {}, members = {}, roles = {}, channels = {} } = resolved;
  switch (type) {
    case ComponentType.StringSelect:
      return { component_type: type, ...chosen };
    case ComponentType.UserSelect:
      return { component_type: type, ...chosen, resolved: { users, members } };
    case ComponentType.RoleSelect:
      return { component_type: type, ...chosen, resolved: { roles } };
    case ComponentType.MentionableSelect:
      return { component_type: type, ...chosen, resolved: { users, members, roles } };
    case ComponentType.ChannelSelect:
      return { component_type: type, ...chosen, resolved: { channels } };
  }
}
