import type { PackPassage } from '../../src/answers/outcome.ts';
import { SERVER_SLUG } from '../../src/answers/servers.ts';
import { fittingWordings } from '../../src/content/entry.ts';
import type { PassageReference } from '../../src/content/pack.ts';
import { questionKey } from '../../src/content/wordings.ts';
import {
  reply,
  type ComponentRequest,
  type InServer,
  type ModalRequest,
  type Reply,
  type ServerRequest,
} from '../../src/discord/kit.ts';
import { draftOf, readEntryForm, type TypedEntry } from '../../src/discord/render/entry-form.ts';
import { titleOf } from '../../src/discord/render/queue.ts';
import { quotation } from '../../src/discord/render/quotation.ts';
import { oneLine } from '../../src/discord/render/text.ts';
import { escapeMarkdown } from '../../src/markdown/discord.ts';
import { MAX_ADDED, MAX_ENTRIES, type ServerEntry } from '../../src/store/knowledge-store.ts';
import { coveredNote } from './covered.ts';
import { checked, fieldsIn, formReply, saving, taken, unsaved } from './form.ts';
import { candidatesFor, hintsOf, passageHash, queueAfter, queueBody } from './queue.ts';
import {
  idsOf,
  mayBeGiven,
  scopeNow,
  signatureOf,
  waitingGroups,
  wordingsOf,
  type Waiting,
} from './waiting.ts';

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
  return settled ? queueAfter(request, Number(place), note) : next(request, position, note);
}

async function next(request: ServerRequest, position: number, note: string): Promise<Reply> {
  return reply.update(await queueBody(request, position, note));
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
  { store, texts, serverId, member }: ServerRequest,
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
      ? await knowledge.addEntryWordings(
          serverId,
          found.added.entry.id,
          wordings,
          Date.now(),
          idsOf(group),
          member.id,
        )
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
    { question: oneLine(text, 100), answer: '', wordings: null, section: chosen, author: null },
    { likely },
  );
}

export async function saveAnswer(request: ModalRequest & InServer): Promise<Reply> {
  const { args, fields, store, texts } = request;
  const [id = '', locale = '', position, seen = ''] = args;
  const typed = readEntryForm(fields, fieldsIn());
  const place = { mode: 'answer', id, locale, position: Number(position), seen } as const;
  const { problems } = texts.faq;
  return saving(request, place, typed, async () => {
    const group = (await waitingGroups(request)).find((one) => one.some((question) => question.id === id));
    if (group === undefined) return tooLate(request, id, locale, typed);
    const settled = signatureOf(group) === seen ? group : group.filter((question) => question.id === id);
    const key = questionKey(typed.question);
    const others = wordingsOf(settled).filter((wording) => questionKey(wording) !== key);
    const wordings = fittingWordings(others);
    const result = await checked(request, draftOf(typed, { wordings, locale }), null);
    if ('problems' in result) return result;
    const { entry } = result;
    const added = await store.knowledge.addEntries(
      request.serverId,
      [entry],
      Date.now(),
      idsOf(settled),
      request.member.id,
    );
    switch (added.did) {
      case 'added': {
        const [standing] = added.entries;
        const covered = standing === undefined ? null : await coveredNote(request, standing);
        const answered = texts.faq.queue.answered(quotation(entry.question, 100));
        return queueAfter(request, place.position, covered === null ? answered : `${answered}\n${covered}`);
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
