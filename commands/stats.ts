import { PermissionFlagsBits, SlashCommandBuilder } from 'discord.js';
import { ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';
import type { Command, Request } from '../src/discord/command.ts';
import { described } from '../src/discord/definition.ts';
import { missingPermissions } from '../src/discord/permissions.ts';
import { statsMessage, type Stats } from '../src/discord/render/stats.ts';
import { serverOf } from '../src/discord/server-of.ts';
import { everyDay, startOf } from '../src/figures/period.ts';
import { dayOf } from '../src/store/days.ts';
import { localisations, defaultTexts } from '../src/texts/texts.ts';

const PERIODS = [7, 30, 90] as const;
const DEFAULT_PERIOD = 30;

/** How many go into the table; a card shows the first few. */
const MOST_QUESTIONS = 1_000;
const MOST_MISSED = 25;

/** What members asked and what became of it: figures, a chart and tables, for the moderator alone. */
export const stats = {
  data: described(new SlashCommandBuilder(), (texts) => texts.commands.stats)
    .addStringOption((option) =>
      described(option, (texts) => texts.commands.stats.options.days).addChoices(
        PERIODS.map((days) => ({
          name: defaultTexts.stats.days(days),
          name_localizations: localisations((texts) => texts.stats.days(days)),
          value: String(days),
        })),
      ),
    )
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild)
    .setContexts(InteractionContextType.Guild)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .toJSON(),

  access: { serverOnly: true, memberPermissions: PermissionFlagsBits.ManageGuild, botPermissions: 0n },

  repliesPrivately: () => true,

  execute: async (request) => {
    const typed = request.options.optionalString('days');
    const period = PERIODS.find((days) => String(days) === typed) ?? DEFAULT_PERIOD;
    const files = missingPermissions(request.place.botPermissions, PermissionFlagsBits.AttachFiles) === 0n;
    const serverId = serverOf(request);
    const known = await readStats(request, serverId, period);
    const body = await statsMessage(known, request, { files, serverId });
    return { kind: 'message', body, private: true };
  },
} satisfies Command;

async function readStats({ store, settings }: Request, serverId: string, period: number): Promise<Stats> {
  const now = Date.now();
  const since = startOf(now, period);
  // One after the other: together, they would keep all who read waiting.
  const known = await store.figures.days(serverId, dayOf(since));
  const asked = await store.questions.mostAsked(serverId, since, MOST_QUESTIONS);
  const missed = await store.questions.mostMissed(serverId, since, MOST_MISSED);
  return { days: everyDay(known, now, period), asked, missed, keepingDays: settings.keepingDays };
}
