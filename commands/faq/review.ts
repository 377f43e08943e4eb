import { createHash } from 'node:crypto';
import { groupQuestions, type Group } from '../../src/answers/group-questions.ts';
import type { Found } from '../../src/answers/outcome.ts';
import { SERVER_SLUG, type AskedServer } from '../../src/answers/servers.ts';
import { fittingWordings } from '../../src/content/entry.ts';
import type { PassageReference } from '../../src/content/pack.ts';
import { foldQuestion } from '../../src/content/wordings.ts';
import type { MessageBody } from '../../src/discord/api.ts';
import type { ComponentRequest, ModalRequest, Reply, Request } from '../../src/discord/command.ts';
import { customId } from '../../src/discord/custom-id.ts';
import { LIMITS } from '../../src/discord/limits.ts';
import { readEntryForm } from '../../src/discord/render/entry-form.ts';
import { button, buttonRows, message, notice } from '../../src/discord/render/message.ts';
import { queueMessage, titleOf, type WaitingGroup } from '../../src/discord/render/queue.ts';
import { quotation } from '../../src/discord/render/quotation.ts';
import { oneLine } from '../../src/discord/render/text.ts';
import { serverOf } from '../../src/discord/server-of.ts';
import { inSlices } from '../../src/time-slices.ts';
import { MOST_ADDED, MOST_ENTRIES, StoreUnavailable, type AskedQuestion } from '../../src/store/store.ts';
import { checked, formReply, saving, unsaved } from './form.ts';

type Waiting = Group<AskedQuestion>;

/** More than anybody answers at once; each of them is compared with every group. */
const MOST_WAITING = 300;

/** A way to ask is a line or two: the rest of a long text would say little about what is asked. */
const WORDING_LENGTH = 300;

async function waitingGroups(request: Request): Promise<readonly Waiting[]> {
  const serverId = serverOf(request);
  return inSlices(serverId, groupQuestions(await request.store.questions.waiting(serverId, MOST_WAITING)));
}

/** One group of the queue; `note` says what was just done. */
export async function queueBody(request: Request, wanted: number, note?: string): Promise<MessageBody> {
  const { store, texts } = request;
  const serverId = serverOf(request);
  const groups = await waitingGroups(request);
  const position = Number.isNaN(wanted) ? 0 : Math.max(0, Math.min(wanted, groups.length - 1));
  const group = groups[position];
  if (group === undefined) {
    const { settings } = await store.servers.read(serverId);
    const empty = settings.keepingDays === 0 ? texts.faq.queue.keepsNone : texts.faq.queue.empty;
    return notice([...(note === undefined ? [] : [note]), empty].join('\n'));
  }
  const shown = groups.reduce((sum, { length }) => sum + length, 0);
  const waiting = shown < MOST_WAITING ? shown : await store.questions.countWaiting(serverId);
  const server = await askedServerNow(request);
  const hints = await hintsOf(request, group, server);
  const ids = [group[0].id, signatureOf(group), position] as const;
  return queueMessage(
    {
      group,
      position,
      groups: groups.length,
      waiting: waiting === shown ? null : waiting,
      hints,
      candidates: await candidatesFor(request, group, hints, server),
    },
    {
      texts,
      note,
      // `faq:uncovered:<question>:<group>:<position>`: 13 + 17 + 9 + 4 characters at most.
      ids: {
        answer: customId('faq', 'answer', ...ids),
        same: customId('faq', 'same', ...ids),
        notCovered: customId('faq', 'uncovered', ...ids),
        dismiss: customId('faq', 'dismiss', ...ids),
        go: (to) => customId('faq', 'go', to),
      },
    },
  );
}

/** With what was just added: the request was read before. */
async function askedServerNow(request: Request): Promise<AskedServer> {
  const id = serverOf(request);
  const { settings, knowledgeRevision } = await request.store.servers.read(id);
  return { id, revision: knowledgeRevision, confidence: settings.confidence };
}

/** Changes when a question joins a group, or leaves it: what a moderator didn't see must not be settled. */
function signatureOf(group: Waiting): string {
  const ids = group.map(({ id }) => id).toSorted();
  return createHash('sha256').update(ids.join()).digest('base64url').slice(0, 8);
}

/** What members chose, most chosen first; without what is gone. */
async function hintsOf(
  { answers }: Request,
  group: Waiting,
  server: AskedServer,
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
      found: await answers.passageIn(hint.passage, server),
      times: hint.times,
    })),
  );
  return found
    .flatMap((hint) => (hint.found === null ? [] : [{ found: hint.found, times: hint.times }]))
    .toSorted((one, other) => other.times - one.times);
}

/** First what members chose, then what is likest to the question, then whatever there is. */
async function candidatesFor(
  { answers }: Request,
  [question]: Waiting,
  hints: WaitingGroup['hints'],
  server: AskedServer,
): Promise<readonly Found[]> {
  const asked = { locale: question.locale, server };
  const nearest = await answers.nearest(question.text, asked);
  const usual = answers.suggest('', { ...asked, limit: LIMITS.choices }).map(({ found }) => found);
  const byPassage = new Map<string, Found>();
  for (const found of [...hints.map((hint) => hint.found), ...nearest, ...usual]) {
    const key = [found.pack.slug, found.pack.locale, found.passage.id].join(':');
    if (!byPassage.has(key)) byPassage.set(key, found);
  }
  return [...byPassage.values()].slice(0, LIMITS.selectOptions);
}

/** What a moderator did with a group: what to say of it, and whether the group is settled by it. */
interface Done {
  readonly note: string;
  readonly settled: boolean;
}

/** Does something with the group of a button's, and goes on to the next. */
async function settling(request: ComponentRequest, act: (group: Waiting) => Promise<Done>): Promise<Reply> {
  const [id, signature, place] = request.args;
  const { queue } = request.texts.faq;
  const groups = await waitingGroups(request);
  const position = groups.findIndex((group) => group.some((question) => question.id === id));
  const group = groups[position];
  if (group === undefined) return next(request, Number(place), queue.settledAlready);
  if (signatureOf(group) !== signature) return next(request, position, queue.changed);
  const { note, settled } = await act(group);
  return settled ? settle(request, group, Number(place), note) : next(request, position, note);
}

async function next(request: Request, position: number, note: string): Promise<Reply> {
  return { kind: 'update', body: await queueBody(request, position, note) };
}

/** What was done before stays done also where the queue is out of reach now. */
async function settle(request: Request, group: Waiting, position: number, note: string): Promise<Reply> {
  try {
    const ids = group.map(({ id }) => id);
    await request.store.questions.settle(serverOf(request), ids);
    return await next(request, position, note);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    request.log.warn({ err: error }, 'the queue is out of reach');
    const { queue } = request.texts.faq;
    const rows = buttonRows([button(queue.back, customId('faq', 'go', position))]);
    return { kind: 'update', body: message({ content: `${note}\n${queue.away}`, rows }) };
  }
}

function wordingsOf(group: Waiting): readonly string[] {
  return group.map(({ text }) => oneLine(text, WORDING_LENGTH));
}

export function same(request: ComponentRequest): Promise<Reply> {
  const { store, texts, values, answers } = request;
  const { queue } = texts.faq;
  const serverId = serverOf(request);
  return settling(request, async (group) => {
    const [slug = '', locale = '', id = ''] = values[0]?.split(':') ?? [];
    const reference = { slug, locale, id };
    const found = await answers.passageIn(reference, await askedServerNow(request));
    const gone = { note: texts.reading.gone, settled: false };
    if (found === null) return gone;
    const at = Date.now();
    const known = found.added?.entry.wordings ?? [];
    // What an entry has no more room for is much like the rest: that is why it stands in the group.
    const wordings =
      found.added === undefined
        ? wordingsOf(group)
        : fittingWordings([...known, ...wordingsOf(group)]).slice(known.length);
    for (const wording of wordings) {
      if (slug === SERVER_SLUG && found.added !== undefined) {
        // oxlint-disable-next-line no-await-in-loop -- each waits for the same row
        if (!(await store.knowledge.addEntryWording(serverId, found.added.entry.id, wording, at)))
          return gone;
        // oxlint-disable-next-line no-await-in-loop -- each waits for the same row
      } else if (!(await store.knowledge.addWording(serverId, { passage: reference, wording }, at))) {
        return { note: queue.full(MOST_ADDED), settled: false };
      }
    }
    return { note: queue.sameDone(titleOf(found)), settled: true };
  });
}

export function notCovered(request: ComponentRequest): Promise<Reply> {
  const { store, texts } = request;
  const { queue } = texts.faq;
  const serverId = serverOf(request);
  return settling(request, async (group) => {
    for (const question of wordingsOf(group)) {
      const line = { locale: group[0].locale, question };
      // oxlint-disable-next-line no-await-in-loop -- each waits for the same row
      if (!(await store.knowledge.addLine(serverId, line, Date.now()))) {
        return { note: queue.full(MOST_ADDED), settled: false };
      }
    }
    return { note: queue.notCoveredDone, settled: true };
  });
}

export function dismiss(request: ComponentRequest): Promise<Reply> {
  return settling(request, () => Promise.resolve({ note: request.texts.faq.queue.dismissed, settled: true }));
}

/** The form, with the question as it was asked most, and the section that members' choices lead to. */
export async function openAnswer(request: ComponentRequest): Promise<Reply> {
  const [id = '', , place] = request.args;
  const groups = await waitingGroups(request);
  const group = groups.find((one) => one.some((question) => question.id === id));
  if (group === undefined) return next(request, Number(place), request.texts.faq.queue.settledAlready);
  const [{ text, locale }] = group;
  const server = await askedServerNow(request);
  const hints = await hintsOf(request, group, server);
  const sectionOf = ({ pack, passage, added }: Found) => {
    const cited = added?.cites ?? null;
    if (added !== undefined)
      return cited === null ? [] : [{ slug: cited.pack.slug, section: cited.section.slug }];
    const section = pack.sections.find(({ index }) => index === passage.section);
    return section === undefined ? [] : [{ slug: pack.slug, section: section.slug }];
  };
  const likely = (await candidatesFor(request, group, hints, server)).flatMap(sectionOf);
  const [chosen = null] = hints.flatMap(({ found }) => sectionOf(found));
  return formReply(
    request,
    { mode: 'answer', id, locale, position: Number(place) },
    { question: oneLine(text, 100), answer: '', wordings: null, section: chosen },
    likely,
  );
}

export async function saveAnswer(request: ModalRequest): Promise<Reply> {
  const { args, fields, answers, store, texts } = request;
  const [id = '', locale = '', position] = args;
  const typed = readEntryForm(fields, { library: answers.library, locale, withWordings: false });
  const place = { mode: 'answer', id, locale, position: Number(position) } as const;
  return saving(request, place, typed, async () => {
    const group = (await waitingGroups(request)).find((one) => one.some((question) => question.id === id));
    if (group === undefined) {
      return unsaved(request, { ...place, mode: 'add', id: '' }, typed, [texts.faq.problems.settled]);
    }
    const question = foldQuestion(typed.question);
    const others = wordingsOf(group).filter((wording) => foldQuestion(wording) !== question);
    const wordings = fittingWordings(others);
    const result = await checked(request, { ...typed, wordings, locale }, null);
    if ('problems' in result) return result;
    const added = await store.knowledge.addEntries(serverOf(request), [result.entry], Date.now());
    if (added === null) return { problems: [texts.faq.problems.full(MOST_ENTRIES)] };
    const note = texts.faq.queue.answered(quotation(result.entry.question, 100));
    return settle(request, group, place.position, note);
  });
}
