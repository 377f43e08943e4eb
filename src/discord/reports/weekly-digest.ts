import type { Answers } from '../../answers/answers.ts';
import { sectionIn } from '../../content/entry.ts';
import type { Library } from '../../content/pack.ts';
import { DAY, dayOf } from '../../store/days.ts';
import type { ReportChannel, ServerSettings } from '../../store/settings.ts';
import { MAX_ENTRIES, type ServerEntry } from '../../store/knowledge-store.ts';
import type { DayFigures, Store } from '../../store/store.ts';
import { textsFor } from '../../texts/texts.ts';
import { inSlices, type Steps } from '../../time-slices.ts';
import type { MessageBody } from '../api.ts';
import { isOnInServer } from '../articles-here.ts';
import { customId } from '../custom-id.ts';
import { digestMessage, type Week } from '../render/digest.ts';

const WEEK = 7 * DAY;

/** Weeks end on Mondays at 8:00 UTC: 1970 began on a Thursday. */
const FIRST_END = 4 * DAY + 8 * 3_600_000;

/** In weeks: an entry that nobody got for as long may be out of date, or asked for in other words. */
const UNUSED_FOR = 8;

/** Each is compared with every group. */
const MAX_WAITING = 300;
/** Of a list: a server has no more entries, nor ever so many passages that are found not helpful in a week. */
const MAX_LISTED = MAX_ENTRIES;

/** The number of the week that ended last. */
export function weekOf(now: number): number {
  return Math.floor((now - FIRST_END) / WEEK);
}

/** When a week ends: from then on, its digest is due. In milliseconds since 1970. */
export function endOf(week: number): number {
  return FIRST_END + week * WEEK;
}

type DigestStore = Pick<Store, 'digests' | 'figures' | 'knowledge' | 'questions' | 'servers'>;

/** The button under a digest, by which it is recognised, too. */
export function reviewIdOf(week: number): string {
  return customId('faq', 'digest', week);
}

/** What moderators of a server read of a week; null where there is nothing to say. */
export async function weeklyDigest(
  { store, answers }: { readonly store: DigestStore; readonly answers: Answers },
  of: {
    readonly serverId: string;
    readonly settings: ServerSettings;
    readonly digest: ReportChannel;
    readonly week: number;
    readonly note?: string;
  },
): Promise<MessageBody | null> {
  const { serverId, settings, week } = of;
  const read = await readWeek({ store, answers }, serverId, week);
  if (isEmpty(read)) return null;
  return digestMessage(read, {
    texts: textsFor(settings.locale ?? of.digest.locale),
    reviewId: reviewIdOf(week),
    ...(of.note === undefined ? {} : { note: of.note }),
  });
}

async function readWeek(
  { store, answers }: { readonly store: DigestStore; readonly answers: Answers },
  serverId: string,
  week: number,
): Promise<Week> {
  const end = endOf(week);
  const to = end - (end % DAY);
  const from = to - WEEK;
  const when = { from, to };
  const days = await store.figures.days(serverId, dayOf(from));
  const gaps = await store.questions.waiting(serverId, MAX_WAITING, when);
  const { settings, articleChoices, knowledgeRevision: revision } = await store.servers.read(serverId);
  const server = { id: serverId, revision, confidence: settings.confidence };
  const unhelpful = await Promise.all(
    (await store.digests.unhelpful(serverId, when, MAX_LISTED)).map(async ({ passage, times }) => {
      const found = await answers.passageIn(passage, server);
      const isOn = found?.added !== undefined || isOnInServer(articleChoices, passage.slug);
      return found === null || !isOn ? [] : [{ found, times }];
    }),
  );
  const { entries } = await store.knowledge.read(serverId);
  // Where the article that it cites is off, an entry stands by itself.
  const citing = entries.filter(
    ({ section }) => section !== null && isOnInServer(articleChoices, section.slug),
  );
  return {
    from,
    to,
    figures: sumOf(days.filter(({ day }) => day < dayOf(to))),
    gaps: await answers.group(serverId, gaps),
    gapCount: await store.questions.countWaiting(serverId, when),
    waiting: await store.questions.countWaiting(serverId),
    unhelpful: unhelpful.flat(),
    unused: await store.digests.unused(serverId, end - UNUSED_FOR * WEEK, MAX_LISTED),
    sectionGone: await inSlices(serverId, withoutTheirSection(citing, answers.library)),
    unusedFor: UNUSED_FOR,
  };
}

/** What nobody needs is worth a line, but no message each week. */
function isEmpty({ figures, gaps, unhelpful, sectionGone }: Week): boolean {
  const { answered, suggested, missed } = figures;
  return answered + suggested + missed + gaps.length + unhelpful.length + sectionGone.length === 0;
}

function sumOf(days: readonly DayFigures[]): Week['figures'] {
  const sum = (figure: keyof Week['figures']) => days.reduce((all, day) => all + day[figure], 0);
  return {
    answered: sum('answered'),
    suggested: sum('suggested'),
    missed: sum('missed'),
    helpful: sum('helpful'),
    unhelpful: sum('unhelpful'),
  };
}

function* withoutTheirSection(
  entries: readonly ServerEntry[],
  library: Library,
): Steps<readonly ServerEntry[]> {
  const found: ServerEntry[] = [];
  for (const entry of entries) {
    if (entry.section !== null && sectionIn(library, entry.section, entry.locale) === null) found.push(entry);
    yield;
  }
  return found;
}
