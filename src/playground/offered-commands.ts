import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type Permissions,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { Scene } from './interactions.ts';
import type { RegisteredCommand } from './protocol.ts';

/** The registry has checked the rest. */
const registered = z.custom<RegisteredCommand>(
  (value) => z.looseObject({ id: z.string(), name: z.string() }).safeParse(value).success,
);

export function readCommands(all: readonly unknown[]): readonly RegisteredCommand[] {
  return all.map((one) => registered.parse(one));
}

/**
 * What Discord offers somebody there: by context, by who added the app, and by the permissions that a command asks for
 * (Interactions, Application Commands).
 * @param all also what Discord hides from them until an administrator opens it to everyone
 */
export function offeredCommands(
  commands: readonly RegisteredCommand[],
  scene: Scene,
  all: boolean,
): readonly RegisteredCommand[] {
  const { server } = scene;
  const context = server === null ? InteractionContextType.BotDM : InteractionContextType.Guild;
  // In a direct message with the bot, either kind of installation will do.
  const installations =
    server === null
      ? [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall]
      : [
          server.botIsMember
            ? ApplicationIntegrationType.GuildInstall
            : ApplicationIntegrationType.UserInstall,
        ];
  return commands.filter((command) => {
    const contexts = command.contexts ?? [InteractionContextType.Guild, InteractionContextType.BotDM];
    const kinds = command.integration_types ?? [ApplicationIntegrationType.GuildInstall];
    return (
      contexts.includes(context) &&
      installations.some((one) => kinds.includes(one)) &&
      (all || server === null || may(server.memberPermissions, command.default_member_permissions))
    );
  });
}

function may(held: bigint, wanted: Permissions | null | undefined): boolean {
  if (wanted === null || wanted === undefined) return true;
  if ((held & PermissionFlagsBits.Administrator) !== 0n) return true;
  // With 0, only administrators.
  return wanted !== '0' && (held & BigInt(wanted)) === BigInt(wanted);
}

/** English, and all languages that commands are translated to. */
export function localesOf(
  commands: readonly {
    readonly name_localizations?: object | null | undefined;
    readonly description_localizations?: object | null | undefined;
  }[],
): readonly string[] {
  const translated = commands.flatMap(({ name_localizations: names, description_localizations: texts }) => [
    ...Object.keys(names ?? {}),
    ...Object.keys(texts ?? {}),
  ]);
  return [...new Set(['en-US', ...translated])];
}
