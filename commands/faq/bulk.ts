import { ComponentType } from 'discord-api-types/v10';
import type { MessageBody } from '../../src/discord/api.ts';
import {
  customId,
  reply,
  type ComponentRequest,
  type InServer,
  type Reply,
  type ServerRequest,
} from '../../src/discord/kit.ts';
import { LIMITS } from '../../src/discord/limits.ts';
import { notice } from '../../src/discord/render/message.ts';
import {
  bulkConfirmation,
  bulkMessage,
  olderConfirmation,
  type ChoosableGroup,
} from '../../src/discord/render/review-desk.ts';
import { DAY } from '../../src/store/days.ts';
import { queueAfter, queueBody } from './queue.ts';
import { idsOf, signatureOf, waitingGroups } from './waiting.ts';

/** In days: what is kept for 90 at most. */
const AGES = [7, 14, 30, 60];

/** The handler of the menu of groups: a confirmation has the same, with what was chosen. */
const GROUPS = 'several';

/** Groups of the queue to choose from, a page at a time. */
export async function bulkBody(request: ServerRequest, wanted: number, note?: string): Promise<MessageBody> {
  const { store, texts, serverId } = request;
  const all = await choosable(request);
  if (all.length === 0) return queueBody(request, 0, note);
  const pages = Math.ceil(all.length / LIMITS.selectOptions);
  const page = Math.min(Math.max(1, wanted), pages);
  const now = Date.now();
  const older = await Promise.all(
    AGES.map(async (days) => ({
      days,
      count: await store.questions.countWaiting(serverId, { lastBy: now - days * DAY }),
    })),
  );
  const groups = all.slice((page - 1) * LIMITS.selectOptions, page * LIMITS.selectOptions);
  return bulkMessage(
    { groups, page, pages, older: older.filter(({ count }) => count > 0), note },
    {
      texts,
      ids: {
        groups: customId('faq', GROUPS, page),
        older: customId('faq', 'older'),
        back: customId('faq', 'go', 0),
        page: (to) => customId('faq', 'bulk', to),
      },
    },
  );
}

async function choosable(request: ServerRequest): Promise<readonly ChoosableGroup[]> {
  const groups = await waitingGroups(request);
  return groups.map((group) => ({ group, value: `${group[0].id}:${signatureOf(group)}` }));
}

/** Asks once more whether those that were chosen are to be dismissed. */
export async function chooseSeveral(request: ComponentRequest & InServer): Promise<Reply> {
  const [page] = request.args;
  const chosen = new Set(request.values);
  const groups = (await choosable(request)).filter(({ value }) => chosen.has(value));
  const { texts } = request;
  if (groups.length === 0) return reply.update(await bulkBody(request, Number(page), texts.faq.bulk.none));
  return reply.update(
    bulkConfirmation(groups, {
      texts,
      ids: {
        groups: customId('faq', GROUPS, Number(page)),
        do: customId('faq', 'dismissall'),
        leave: customId('faq', 'bulk', Number(page)),
      },
    }),
  );
}

/** Those that stand chosen in the confirmation. What changed since it was shown waits on. */
export async function dismissSeveral(request: ComponentRequest & InServer): Promise<Reply> {
  const { store, texts, serverId } = request;
  const { bulk } = texts.faq;
  const shown = chosenIn(request);
  const groups = (await choosable(request)).filter(({ value }) => shown.has(value));
  const { count } = await store.review.dismiss(
    serverId,
    groups.flatMap(({ group }) => idsOf(group)),
    Date.now(),
  );
  const said = count === 0 ? [bulk.none] : [bulk.done(count)];
  if (count > 0 && groups.length < shown.size) said.push(bulk.someChanged);
  return queueAfter(request, 0, said.join('\n'));
}

/** The values of the lines that the confirmation shows as chosen. */
function chosenIn({ interaction }: ComponentRequest): ReadonlySet<string> {
  const rows = interaction.message?.components ?? [];
  const controls = rows.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
  const menu = controls.find((control) => control.type === ComponentType.StringSelect);
  const options = menu?.type === ComponentType.StringSelect ? menu.options : [];
  return new Set(options.filter((option) => option.default === true).map(({ value }) => value));
}

/** Asks once more whether all that nobody has asked for so long are to be dismissed. */
export async function chooseOlder(request: ComponentRequest & InServer): Promise<Reply> {
  const { store, texts, serverId, values } = request;
  const days = AGES.find((age) => String(age) === values[0]);
  const before = Date.now() - (days ?? 0) * DAY;
  const count = days === undefined ? 0 : await store.questions.countWaiting(serverId, { lastBy: before });
  if (count === 0) return reply.update(await bulkBody(request, 1, texts.faq.bulk.none));
  return reply.update(
    olderConfirmation(
      { count, before },
      {
        texts,
        ids: { do: customId('faq', 'dismissold', before, count), leave: customId('faq', 'bulk', 1) },
      },
    ),
  );
}

/** Those before the time that was shown: there can be more only where somebody voted on an old one meanwhile. */
export async function dismissOlder(request: ComponentRequest & InServer): Promise<Reply> {
  const { store, texts, serverId, args } = request;
  const { bulk } = texts.faq;
  const [before, shown] = args.map(Number);
  if (before === undefined || shown === undefined) return reply.update(notice(bulk.none));
  if ((await store.questions.countWaiting(serverId, { lastBy: before })) > shown) {
    return reply.update(await bulkBody(request, 1, bulk.someChanged));
  }
  const { count } = await store.review.dismissOlder(serverId, before, Date.now());
  return queueAfter(request, 0, count === 0 ? bulk.none : bulk.done(count));
}
