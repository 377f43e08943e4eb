import { inServers, reply, stringOption, type ServerRequest } from '../src/discord/kit.ts';
import { mayAttachFiles } from '../src/discord/permissions.ts';
import { statsMessage, type Stats } from '../src/discord/render/stats.ts';
import { everyDay, startOf } from '../src/figures/period.ts';
import { dayOf } from '../src/store/days.ts';

const PERIODS = [7, 30, 90] as const;
const DEFAULT_PERIOD = 30;

/** How many go into the table; a card shows the first few. */
const MAX_QUESTIONS = 1_000;
const MAX_MISSED = 25;

/** What members asked and what became of it: figures, a chart and tables, for the moderator alone. */
export const stats = inServers({ member: ['ManageGuild'] }).command({
  name: 'stats',
  names: { fr: 'statistiques' },
  description: {
    en: 'What members asked, and what became of it',
    fr: 'Ce que les membres ont demandé, et ce qu’il en a été',
  },
  options: {
    days: stringOption({
      names: { fr: 'jours' },
      description: {
        en: 'How far back; 30 days where you say nothing',
        fr: 'Jusqu’où remonter ; 30 jours si vous ne dites rien',
      },
      choices: PERIODS.map((days) => ({
        value: String(days),
        label: { en: `${days} days`, fr: `${days} jours` },
      })),
    }),
  },
  execute: async (request) => {
    const typed = request.option('days');
    const period = PERIODS.find((days) => String(days) === typed) ?? DEFAULT_PERIOD;
    const known = await readStats(request, period);
    const { serverId } = request;
    return reply.private(
      await statsMessage(known, request, { files: mayAttachFiles(request.place), serverId }),
    );
  },
});

async function readStats({ store, settings, serverId }: ServerRequest, period: number): Promise<Stats> {
  const now = Date.now();
  const since = startOf(now, period);
  // One after the other: together, they would keep all who read waiting.
  const known = await store.figures.days(serverId, dayOf(since));
  const asked = await store.questions.mostAsked(serverId, since, MAX_QUESTIONS);
  const missed = await store.questions.mostMissed(serverId, since, MAX_MISSED);
  return { days: everyDay(known, now, period), asked, missed, keepingDays: settings.keepingDays };
}
