import { createHash } from 'node:crypto';
import type { PackPassage, RankedPassage } from '../../src/answers/outcome.ts';
import { SERVER_SLUG } from '../../src/answers/servers.ts';
import { fittingWordings } from '../../src/content/entry.ts';
import type { PassageReference } from '../../src/content/pack.ts';
import { isAskable, questionKey } from '../../src/content/wordings.ts';
import type { MessageBody } from '../../src/discord/api.ts';
import {
  customId,
  reply,
  type ComponentRequest,
  type InServer,
  type ModalRequest,
  type Reply,
  type ServerRequest,
} from '../../src/discord/kit.ts';
import { LIMITS } from '../../src/discord/limits.ts';
import { readEntryForm, type TypedEntry } from '../../src/discord/render/entry-form.ts';
import { button, buttonRows, message } from '../../src/discord/render/message.ts';
import {
  emptyQueueMessage,
  isRival,
  queueMessage,
  titleOf,
  type WaitingGroup,
} from '../../src/discord/render/queue.ts';
import { quotation } from '../../src/discord/render/quotation.ts';
import { oneLine } from '../../src/discord/render/text.ts';
import { escapeMarkdown } from '../../src/markdown/discord.ts';
import { UNDOABLE } from '../../src/store/review-store.ts';
import {
  MAX_ADDED,
  MAX_ENTRIES,
  StoreUnavailable,
  type AskedQuestion,
  type ServerEntry,
} from '../../src/store/store.ts';
import { coveredNote } from './covered.ts';
import { checked, formReply, saving, taken, unsaved } from './form.ts';
import {
  idsOf,
  mayBeGiven,
  MAX_WAITING,
  scopeNow,
  signatureOf,
  waitingGroups,
  type ServerScope,
  type Waiting,
} from './waiting.ts';

/** A way to ask is a line or two: the rest of a long text would say little about what is asked. */
const WORDING_LENGTH = 300;

/** What stands nearest beside the group, each with a button of its own. */
const RIVALS = 3;

/** One group of the queue; `note` says what was just done. */
export async function queueBody(request: ServerRequest, wanted: number, note?: string): Promise<MessageBody> {
  const { store, texts, serverId } = request;
  const groups = await waitingGroups(request);
  const position = Number.isNaN(wanted) ? 0 : Math.max(0, Math.min(wanted, groups.length - 1));
  const group = groups[position];
  const done = await store.review.actions(serverId, Date.now() - UNDOABLE);
  const undoId = done.length === 0 ? null : customId('faq', 'done');
  if (group === undefined) {
    const { settings } = await store.servers.read(serverId);
    const empty = settings.keepingDays === 0 ? texts.faq.queue.keepsNone : texts.faq.queue.empty;
    return emptyQueueMessage([...(note === undefined ? [] : [note]), empty].join('\n'), undoId, texts);
  }
  const shown = groups.reduce((sum, { length }) => sum + length, 0);
  const waiting = shown < MAX_WAITING ? shown : await store.questions.countWaiting(serverId);
  const scope = await scopeNow(request);
  const hints = await hintsOf(request, group, scope);
  const { outcome, candidates } = await candidatesFor(request, group, hints, scope);
  const ids = [group[0].id, signatureOf(group), position] as const;
  return queueMessage(
    {
      group,
      position,
      groups: groups.length,
      waiting: waiting === shown ? null : waiting,
      hints,
      outcome,
      candidates,
      rivals: candidates.slice(0, Math.min(RIVALS, hints.length + outcome.ranking.filter(isRival).length)),
    },
    {
      texts,
      note,
      // `faq:uncovered:<question>:<group>:<position>:<passage>`: 13 + 17 + 9 + 5 + 9 characters at most.
      ids: {
        answer: customId('faq', 'answer', ...ids),
        same: customId('faq', 'same', ...ids),
        rival: (found) => customId('faq', 'rival', ...ids, passageHash(found)),
        notCovered: customId('faq', 'uncovered', ...ids),
        dismiss: customId('faq', 'dismiss', ...ids),
        several: groups.length > 1 ? customId('faq', 'bulk', 1) : null,
        undo: undoId,
        go: (to) => customId('faq', 'go', to),
      },
    },
  );
}

/** Stands for a passage, for whose name a custom id has no room. */
function passageHash({ pack: { slug, locale }, passage: { id } }: PackPassage): string {
  return createHash('sha256').update([slug, locale, id].join(':')).digest('base64url').slice(0, 8);
}

/** What members chose, most chosen first; without what is gone or off. */
async function hintsOf(
  { answers }: ServerRequest,
  group: Waiting,
  scope: ServerScope,
): Promise<WaitingGroup['hints']> {
  const times = new Map<string, { readonly passage: PassageReference; times: number }>();
  for (const hint of group.flatMap(({ hints }) => hints)) {
    const { slug, locale, id } = hint.passage;
    const key = [slug, locale, id].join(':');
    const known = times.get(key);
    if (known === undefined) times.set(key, { passage: hint.passage, times: hint.times });
    else known.times += hint.times;
  }
  const found = await Promise.all(
    [...times.values()].map(async (hint) => ({
      found: await answers.passageIn(hint.passage, scope.server),
      times: hint.times,
    })),
  );
  return found
    .flatMap((hint) =>
      hint.found === null || !mayBeGiven(hint.found, scope) ? [] : [{ found: hint.found, times: hint.times }],
    )
    .toSorted((one, other) => other.times - one.times);
}

/**
 * What the question would get now, and what may answer it: first what members chose, then what is likest to it, then whatever
 * there is.
 */
async function candidatesFor(
  { answers }: ServerRequest,
  [question]: Waiting,
  hints: WaitingGroup['hints'],
  scope: ServerScope,
): Promise<Pick<WaitingGroup, 'outcome' | 'candidates'>> {
  const asked = { locale: question.locale, ...scope };
  const outcome = await answers.ask(question.text, { ...asked, isTrial: true });
  const usual = answers.suggest('', { ...asked, limit: LIMITS.choices }).map(({ found }) => found);
  const byPassage = new Map<string, PackPassage>();
  const nearest: readonly RankedPassage[] = outcome.ranking;
  for (const found of [...hints.map((hint) => hint.found), ...nearest, ...usual]) {
    const key = [found.pack.slug, found.pack.locale, found.passage.id].join(':');
    if (!byPassage.has(key)) byPassage.set(key, found);
  }
  return { outcome, candidates: [...byPassage.values()].slice(0, LIMITS.selectOptions) };
}

/** What a moderator did with a group: what to say of it, and whether it waits no longer. */
interface Done {
  readonly note: string;
  readonly settled: boolean;
}

/** Does something with the group of a button's, and goes on to the next. */
async function settling(
  request: ComponentRequest & InServer,
  act: (group: Waiting) => Promise<Done>,
): Promise<Reply> {
  const [id, signature, place] = request.args;
  const { queue } = request.texts.faq;
  const groups = await waitingGroups(request);
  const position = groups.findIndex((group) => group.some((question) => question.id === id));
  const group = groups[position];
  if (group === undefined) return next(request, Number(place), queue.settledAlready);
  if (signatureOf(group) !== signature) return next(request, position, queue.changed);
  const { note, settled } = await act(group);
  return settled ? goOn(request, Number(place), note) : next(request, position, note);
}

async function next(request: ServerRequest, position: number, note: string): Promise<Reply> {
  return reply.update(await queueBody(request, position, note));
}

/** What was done before stays done also where the queue is out of reach now. */
async function goOn(request: ServerRequest, position: number, note: string): Promise<Reply> {
  try {
    return await next(request, position, note);
  } catch (error) {
    // What was done stays done, whatever keeps the queue away.
    const level = error instanceof StoreUnavailable ? 'warn' : 'error';
    request.log[level]({ err: error }, 'the queue is out of reach');
    const { queue } = request.texts.faq;
    const rows = buttonRows([button(queue.back, customId('faq', 'go', position))]);
    return reply.update(message({ content: `${note}\n${queue.away}`, rows }));
  }
}

/** Those by which it can be found again: signs alone can't. */
function wordingsOf(group: readonly AskedQuestion[]): readonly string[] {
  return group.map(({ text }) => oneLine(text, WORDING_LENGTH)).filter(isAskable);
}

/** The line of the menu that was chosen. */
export function same(request: ComponentRequest & InServer): Promise<Reply> {
  const [slug = '', locale = '', id = ''] = request.values[0]?.split(':') ?? [];
  return settling(request, async (group) => {
    const scope = await scopeNow(request);
    const found = await request.answers.passageIn({ slug, locale, id }, scope.server);
    if (found !== null && !mayBeGiven(found, scope)) {
      const title = escapeMarkdown(oneLine(found.pack.title, 100));
      return { note: request.texts.articles.offEverywhere(title), settled: false };
    }
    return sameAs(request, group, found);
  });
}

/** One of the likeliest, which have buttons of their own. */
export function sameAsRival(request: ComponentRequest & InServer): Promise<Reply> {
  const [, , , hash] = request.args;
  return settling(request, async (group) => {
    const scope = await scopeNow(request);
    const hints = await hintsOf(request, group, scope);
    const { candidates } = await candidatesFor(request, group, hints, scope);
    return sameAs(request, group, candidates.find((found) => passageHash(found) === hash) ?? null);
  });
}

/** Makes the questions of a group other ways to ask for a passage. */
async function sameAs(
  { store, texts, serverId }: ServerRequest,
  group: Waiting,
  found: PackPassage | null,
): Promise<Done> {
  const { queue } = texts.faq;
  if (found === null) return { note: texts.reading.gone, settled: false };
  const wordings = wordingsOf(group);
  if (wordings.length === 0) return { note: queue.withoutWords, settled: false };
  const { knowledge } = store;
  const { slug, locale } = found.pack;
  const reference: PassageReference = { slug, locale, id: found.passage.id };
  const added =
    slug === SERVER_SLUG && found.added !== undefined
      ? await knowledge.addEntryWordings(serverId, found.added.entry.id, wordings, Date.now(), idsOf(group))
      : await knowledge.addWordings(
          serverId,
          wordings.map((wording) => ({ passage: reference, wording })),
          Date.now(),
          idsOf(group),
        );
  switch (added.did) {
    case 'added':
      return { note: queue.sameDone(titleOf(found)), settled: true };
    case 'exists':
      return { note: queue.sameTaken(quotation(added.entry.question, 100)), settled: false };
    case 'full':
      return { note: queue.full(MAX_ADDED), settled: false };
    case 'gone':
      return { note: texts.reading.gone, settled: false };
    case 'settled':
      return { note: queue.settledAlready, settled: true };
  }
}

export function notCovered(request: ComponentRequest & InServer): Promise<Reply> {
  const { store, texts, serverId } = request;
  const { queue } = texts.faq;
  return settling(request, async (group) => {
    const [{ locale }] = group;
    const topics = wordingsOf(group).map((question) => ({ locale, question }));
    if (topics.length === 0) return { note: queue.withoutWords, settled: false };
    const added = await store.knowledge.addUncoveredTopics(serverId, topics, Date.now(), idsOf(group));
    switch (added.did) {
      case 'added':
        return { note: queue.notCoveredDone, settled: true };
      case 'full':
        return { note: queue.full(MAX_ADDED), settled: false };
      case 'settled':
        return { note: queue.settledAlready, settled: true };
    }
  });
}

export function dismiss(request: ComponentRequest & InServer): Promise<Reply> {
  return settling(request, async (group) => {
    await request.store.review.dismiss(request.serverId, idsOf(group), Date.now());
    return { note: request.texts.faq.queue.dismissed, settled: true };
  });
}

/** The form, with the question as it was asked most, and the section that members' choices lead to. */
export async function openAnswer(request: ComponentRequest & InServer): Promise<Reply> {
  const [id = '', , place] = request.args;
  const groups = await waitingGroups(request);
  const group = groups.find((one) => one.some((question) => question.id === id));
  if (group === undefined) return next(request, Number(place), request.texts.faq.queue.settledAlready);
  const [{ text, locale }] = group;
  const scope = await scopeNow(request);
  const hints = await hintsOf(request, group, scope);
  const sectionOf = ({ pack, passage, added }: PackPassage) => {
    const cited = added?.cites ?? null;
    if (added !== undefined)
      return cited === null ? [] : [{ slug: cited.pack.slug, section: cited.section.slug }];
    const section = pack.sections.find(({ index }) => index === passage.section);
    return section === undefined ? [] : [{ slug: pack.slug, section: section.slug }];
  };
  const { candidates } = await candidatesFor(request, group, hints, scope);
  const likely = candidates.flatMap(sectionOf);
  const [chosen = null] = hints.flatMap(({ found }) => sectionOf(found));
  return formReply(
    request,
    { mode: 'answer', id, locale, position: Number(place), seen: signatureOf(group) },
    { question: oneLine(text, 100), answer: '', wordings: null, section: chosen },
    likely,
  );
}

export async function saveAnswer(request: ModalRequest & InServer): Promise<Reply> {
  const { args, fields, answers, store, texts } = request;
  const [id = '', locale = '', position, seen = ''] = args;
  const typed = readEntryForm(fields, { library: answers.library, locale, withWordings: false });
  const place = { mode: 'answer', id, locale, position: Number(position), seen } as const;
  const { problems } = texts.faq;
  return saving(request, place, typed, async () => {
    const group = (await waitingGroups(request)).find((one) => one.some((question) => question.id === id));
    if (group === undefined) return tooLate(request, id, locale, typed);
    const settled = signatureOf(group) === seen ? group : group.filter((question) => question.id === id);
    const key = questionKey(typed.question);
    const others = wordingsOf(settled).filter((wording) => questionKey(wording) !== key);
    const wordings = fittingWordings(others);
    const result = await checked(request, { ...typed, wordings, locale }, null);
    if ('problems' in result) return result;
    const { entry } = result;
    const added = await store.knowledge.addEntries(request.serverId, [entry], Date.now(), idsOf(settled));
    switch (added.did) {
      case 'added': {
        const [standing] = added.entries;
        const covered = standing === undefined ? null : await coveredNote(request, standing);
        const answered = texts.faq.queue.answered(quotation(entry.question, 100));
        return goOn(request, place.position, covered === null ? answered : `${answered}\n${covered}`);
      }
      case 'exists':
        return taken(request, entry, added.entry);
      case 'full':
        return { problems: [problems.full(MAX_ENTRIES)] };
      case 'settled':
        return tooLate(request, id, locale, typed);
    }
  });
}

/** Somebody else dealt with the question first: where they answered it, their answer is shown beside what was typed. */
async function tooLate(
  request: ServerRequest,
  questionId: string,
  locale: string,
  typed: TypedEntry,
): Promise<Reply> {
  const { store, texts, serverId } = request;
  const asked = await store.questions.find(serverId, questionId);
  const keys = new Set([typed.question, ...(asked === null ? [] : [asked.text])].map(questionKey));
  const { entries } = await store.knowledge.read(serverId);
  const asks = ({ question, wordings }: ServerEntry) =>
    [question, ...wordings].some((text) => keys.has(questionKey(text)));
  const standing = entries.find((entry) => entry.locale === locale && asks(entry)) ?? null;
  const { answered, settled } = texts.faq.problems;
  return unsaved(
    request,
    { mode: 'add', id: '', locale, position: 0, seen: '' },
    typed,
    [standing === null ? settled : answered],
    standing === null ? null : { entry: standing, replaceable: true },
  );
}
