import { createHash } from 'node:crypto';
import { entryRevision } from '../../src/content/entry.ts';
import { foldQuestion, questionKey } from '../../src/content/wordings.ts';
import type { MessageBody } from '../../src/discord/api.ts';
import {
  choice,
  customId,
  reply,
  UserError,
  type Choices,
  type ComponentRequest,
  type InServer,
  type ModalRequest,
  type Reply,
  type ServerRequest,
} from '../../src/discord/kit.ts';
import { LIMITS } from '../../src/discord/limits.ts';
import {
  draftOf,
  entryMessage,
  readEntryForm,
  removalMessage,
  type TypedEntry,
} from '../../src/discord/render/entry-form.ts';
import { entryListMessage, passageTitles } from '../../src/discord/render/entry-list.ts';
import { button, buttonRows, message, PAGE_LENGTH } from '../../src/discord/render/message.ts';
import { paginate } from '../../src/discord/render/pages.ts';
import { quotation } from '../../src/discord/render/quotation.ts';
import { REMOVED_DAYS } from '../../src/store/history-store.ts';
import {
  MAX_ENTRIES,
  type AddedWording,
  type ServerEntry,
  type Knowledge,
} from '../../src/store/knowledge-store.ts';
import { inSlices, type Steps } from '../../src/time-slices.ts';
import { addedReply } from './covered.ts';
import { checked, fieldsIn, formReply, placeOf, saving, taken, unsaved, type FormPlace } from './form.ts';

/** Under this, what can't be answered stands among what may be chosen. */
const TOPIC = 'line/';
/** And ways to ask for a passage of an article. */
const WORDING = 'wording/';
/** And entries, by `entry/<id>/<revision>`: what was shown is what is removed. */
const ENTRY = 'entry/';

const NOTHING_TYPED: TypedEntry = { question: '', answer: '', wordings: [], section: null, author: null };

export async function suggestEditable({ store, serverId }: ServerRequest, typed: string): Promise<Choices> {
  return inSlices(serverId, fitting(editable(await store.knowledge.read(serverId)), typed));
}

export async function suggestRemovable(request: ServerRequest, typed: string): Promise<Choices> {
  const { store, serverId } = request;
  return inSlices(serverId, fitting(removable(await store.knowledge.read(serverId), request), typed));
}

interface Choice {
  readonly name: string;
  /** Worked out for the few that are offered. */
  readonly value: () => string;
}

export function* editable({ entries }: Knowledge): Iterable<Choice> {
  for (const entry of entries) yield { name: entry.question, value: () => entryValue(entry) };
}

function* removable(knowledge: Knowledge, { texts, answers }: ServerRequest): Iterable<Choice> {
  yield* editable(knowledge);
  for (const { id, question } of knowledge.uncoveredTopics) {
    yield { name: texts.faq.uncoveredTopic(question), value: () => `${TOPIC}${id}` };
  }
  const titleOf = passageTitles(answers.library);
  for (const added of knowledge.wordings) {
    yield {
      name: texts.faq.wording(added.wording, titleOf(added.passage)),
      value: () => wordingValue(added),
    };
  }
}

export function* fitting(choices: Iterable<Choice>, typed: string): Steps<Choices> {
  const words = foldQuestion(typed.slice(0, LIMITS.choiceText)).split(' ');
  const found: Choices[number][] = [];
  for (const { name, value } of choices) {
    if (found.length === LIMITS.choices) break;
    const folded = foldQuestion(name);
    if (words.every((word) => folded.includes(word))) {
      found.push(choice(name, value()));
    }
    yield;
  }
  return found;
}

function entryValue(entry: ServerEntry): string {
  return `${ENTRY}${entry.id}/${entryRevision(entry)}`;
}

function wordingValue({ passage: { slug, locale, id }, wording }: AddedWording): string {
  const hash = createHash('sha256').update([slug, locale, id, wording].join('\n')).digest('base64url');
  return `${WORDING}${hash}`;
}

const CHOSEN = /^entry\/([^/]*)\/([^/]*)$/;

/** The one that was chosen or, for a question typed by hand, meant. */
export function entryIn(entries: readonly ServerEntry[], chosen: string): ServerEntry | null {
  const [, id = chosen] = CHOSEN.exec(chosen) ?? [];
  const key = questionKey(chosen);
  return (
    entries.find((one) => one.id === id) ??
    entries.find(({ question }) => questionKey(question) === key) ??
    null
  );
}

/** The same, and as what it was chosen. Throws a `UserError` where there is none. */
function find(
  entries: readonly ServerEntry[],
  chosen: string,
): { readonly entry: ServerEntry; readonly seen: string } {
  const entry = entryIn(entries, chosen);
  if (entry === null) throw noSuchEntry();
  return { entry, seen: CHOSEN.exec(chosen)?.[2] ?? entryRevision(entry) };
}

export function noSuchEntry(): UserError {
  return new UserError('no-such-entry', (texts) => texts.faq.noSuch);
}

export async function listBody({ store, texts, answers, serverId }: ServerRequest, page: number) {
  const shown = {
    texts,
    library: answers.library,
    page,
    pageId: (to: number) => customId('faq', 'page', to),
  };
  return inSlices(serverId, entryListMessage(await store.knowledge.read(serverId), shown));
}

/** @param chosen what was suggested, or a question typed by hand */
export async function remove(request: ServerRequest, chosen: string): Promise<Reply> {
  const { store, texts, answers, serverId } = request;
  const { entries, uncoveredTopics, wordings } = await store.knowledge.read(serverId);
  const topic = uncoveredTopics.find(({ id }) => `${TOPIC}${id}` === chosen);
  if (topic !== undefined) {
    await store.knowledge.removeUncoveredTopic(serverId, topic.id);
    const said = texts.faq.removedTopic(quotation(topic.question, 200));
    return reply.private(said);
  }
  const added = wordings.find((one) => wordingValue(one) === chosen);
  if (added !== undefined) {
    await store.knowledge.removeWording(serverId, added);
    const title = quotation(passageTitles(answers.library)(added.passage), 100);
    const said = texts.faq.removedWording(quotation(added.wording, 200), title);
    return reply.private(said);
  }
  const { entry, seen } = find(entries, chosen);
  return reply.private(await removal(request, entry.id, seen));
}

/** It was changed since it was chosen, and is to be removed all the same. */
export async function removeShown(request: ComponentRequest & InServer): Promise<Reply> {
  const [id = '', seen = ''] = request.args;
  return reply.update(await removal(request, id, seen));
}

async function removal(request: ServerRequest, id: string, seen: string): Promise<MessageBody> {
  const { store, texts } = request;
  const result = await store.knowledge.removeEntry(request.serverId, id, seen, Date.now(), request.member.id);
  switch (result.did) {
    case 'gone':
      throw noSuchEntry();
    case 'changed':
      return removalMessage(result.entry, {
        texts,
        removeId: customId('faq', 'remove', id, entryRevision(result.entry)),
        discardId: customId('faq', 'discard'),
      });
    case 'removed': {
      const { question, answer } = result.entry;
      const [text] = paginate(answer, PAGE_LENGTH);
      // Its text stays in sight, for whoever chose the wrong one.
      return message({
        content: [
          texts.faq.removed(quotation(question, 100)),
          texts.faq.history.putBackFor(REMOVED_DAYS),
        ].join('\n'),
        card: { title: question, text },
        rows: buttonRows([button(texts.faq.history.putBack, customId('faq', 'back', id))]),
      });
    }
  }
}

/** All of an entry as it stands now, beside what was typed. */
export async function show(request: ComponentRequest & InServer): Promise<Reply> {
  const [id] = request.args;
  const { entries } = await request.store.knowledge.read(request.serverId);
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) throw noSuchEntry();
  return reply.private(entryMessage(entry, request.texts));
}

export function discard({ texts }: ComponentRequest): Reply {
  return reply.update(texts.faq.form.discarded);
}

/** The form of an entry that is shown. */
export async function openShown(request: ComponentRequest & InServer): Promise<Reply> {
  const [id] = request.args;
  const { entries } = await request.store.knowledge.read(request.serverId);
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) throw noSuchEntry();
  return formReply(request, placeOf(entry), entry);
}

export function openEmptyForm(request: ServerRequest): Reply {
  return formReply(
    request,
    { mode: 'add', id: '', locale: request.publicLocale, position: 0, seen: '' },
    NOTHING_TYPED,
  );
}

export async function openForm(request: ServerRequest, chosen: string): Promise<Reply> {
  const { entries } = await request.store.knowledge.read(request.serverId);
  const { entry } = find(entries, chosen);
  return formReply(request, placeOf(entry), entry);
}

export async function saveNew(request: ModalRequest & InServer): Promise<Reply> {
  const { args, fields, store, texts } = request;
  const [, locale = '', flag] = args;
  const typed = readEntryForm(fields, fieldsIn(flag));
  return saving(request, { mode: 'add', id: '', locale, position: 0, seen: '' }, typed, async () => {
    const result = await checked(request, draftOf(typed, { wordings: typed.wordings ?? [], locale }), null);
    if ('problems' in result) return result;
    const added = await store.knowledge.addEntries(
      request.serverId,
      [result.entry],
      Date.now(),
      [],
      request.member.id,
    );
    switch (added.did) {
      case 'added':
        return addedReply(request, added.entries, texts.faq.added(quotation(result.entry.question, 100)));
      case 'exists':
        return taken(request, result.entry, added.entry);
      case 'full':
        return { problems: [texts.faq.problems.full(MAX_ENTRIES)] };
      case 'settled':
        throw new Error('An entry that settles nothing came too late to settle.');
    }
  });
}

export async function saveEdited(request: ModalRequest & InServer): Promise<Reply> {
  const { args, fields, store, texts } = request;
  const [id = '', locale = '', flag, seen = ''] = args;
  const typed = readEntryForm(fields, fieldsIn(flag));
  const place: FormPlace = { mode: 'save', id, locale, position: 0, seen };
  return saving(request, place, typed, async () => {
    const { entries } = await store.knowledge.read(request.serverId);
    const before = entries.find((entry) => entry.id === id);
    const wordings = typed.wordings ?? before?.wordings ?? [];
    const result = await checked(request, draftOf(typed, { wordings, locale }), id);
    if ('problems' in result) return result;
    const { entry } = result;
    const edited = await store.knowledge.editEntry(
      request.serverId,
      id,
      { entry, seen },
      Date.now(),
      request.member.id,
    );
    const { problems } = texts.faq;
    switch (edited.did) {
      case 'edited':
        return reply.update(texts.faq.edited(quotation(edited.entry.question, 100)));
      case 'changed':
        return unsaved(request, placeOf(edited.entry), typed, [problems.changed], {
          entry: edited.entry,
          replaceable: false,
        });
      case 'exists':
        return taken(request, entry, edited.entry);
      case 'gone':
        return unsaved(request, { ...place, mode: 'add', id: '', seen: '' }, typed, [problems.removed]);
    }
  });
}
