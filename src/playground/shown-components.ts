import {
  ComponentType,
  type APIInteractionDataResolved,
  type APIMessage,
  type APIMessageComponent,
  type APIButtonComponentWithCustomId,
  type APISelectMenuComponent,
} from 'discord-api-types/v10';
import type { Scene } from './interactions.ts';
import { NotThere } from './not-there.ts';
import { resolveTargets } from './targets.ts';

type Usable = APIButtonComponentWithCustomId | APISelectMenuComponent;

/** What of a message can be pressed or chosen from, wherever it stands in it. */
export function usableComponents({ components = [] }: APIMessage): readonly Usable[] {
  return components.flatMap(within);
}

function within(component: APIMessageComponent): readonly Usable[] {
  switch (component.type) {
    case ComponentType.ActionRow:
    case ComponentType.Container:
      return component.components.flatMap(within);
    case ComponentType.Section:
      return within(component.accessory);
    case ComponentType.Button:
      return 'custom_id' in component ? [component] : [];
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return [component];
    default:
      return [];
  }
}

/** What Discord sends along with what was chosen. Throws `NotThere` for what the menu doesn't offer. */
export function resolveChosen(
  menu: APISelectMenuComponent,
  values: readonly string[],
  scene: Scene,
): APIInteractionDataResolved {
  const { min_values: least = 1, max_values: most = 1 } = menu;
  if (values.length < least || values.length > most || new Set(values).size < values.length) {
    throw new NotThere(`The menu takes ${least} to ${most} values.`);
  }
  switch (menu.type) {
    case ComponentType.StringSelect:
      if (values.some((value) => !menu.options.some((option) => option.value === value))) {
        throw new NotThere('The menu has no such option.');
      }
      return {};
    case ComponentType.UserSelect:
      return resolveTargets(values, 'user', scene);
    case ComponentType.RoleSelect:
      return resolveTargets(values, 'role', scene);
    case ComponentType.MentionableSelect:
      return resolveTargets(values, 'mentionable', scene);
    case ComponentType.ChannelSelect:
      return resolveTargets(values, 'channel', scene, menu.channel_types);
  }
}
