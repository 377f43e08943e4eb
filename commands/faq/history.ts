import { entryRevision, sectionIn } from '../../src/content/entry.ts';
import { questionKey } from '../../src/content/wordings.ts';
import type { MessageBody } from '../../src/discord/api.ts';
import {
  customId,
  reply,
  UserError,
  type Choices,
  type ComponentRequest,
  type InServer,
  type Reply,
  type ServerRequest,
} from '../../src/discord/kit.ts';
import { entryHistoryMessage } from '../../src/discord/render/entry-history.ts';
import { entryMessage } from '../../src/discord/render/entry-form.ts';
import { quotation } from '../../src/discord/render/quotation.ts';
import type { EntryHistory, EntryVersion } from '../../src/store/history-store.ts';
import { MAX_ENTRIES } from '../../src/store/knowledge-store.ts';
import { inSlices } from '../../src/time-slices.ts';
import { afterwards } from './afterwards.ts';
import { editable, entryIn, fitting, noSuchEntry } from './entries.ts';

/** Under this, entries that were removed. */
const REMOVED = 'removed/';

export async function suggestWithHistory(request: ServerRequest, typed: string): Promise<Choices> {
  const { store, serverId, texts } = request;
  const [knowledge, removed] = await Promise.all([
    store.knowledge.read(serverId),
    store.history.removed(serverId, Date.now()),
  ]);
  const gone = removed.map(({ id, question }) => ({
    name: texts.faq.history.removedChoice(question),
    value: () => `${REMOVED}${id}`,
  }));
  return inSlices(serverId, fitting([...editable(knowledge), ...gone], typed));
}

/** @param chosen what was suggested, or a question typed by hand */
export async function showHistory(request: ServerRequest, chosen: string): Promise<Reply> {
  const { store, serverId } = request;
  const { entries } = await store.knowledge.read(serverId);
  const id = entryIn(entries, chosen)?.id ?? (await removedId(request, chosen));
  if (id === null) throw noSuchEntry();
  return reply.private(await historyBody(request, id, 1));
}

async function removedId({ store, serverId }: ServerRequest, chosen: string): Promise<string | null> {
  const removed = await store.history.removed(serverId, Date.now());
  const key = questionKey(chosen);
  const found =
    removed.find(({ id }) => `${REMOVED}${id}` === chosen) ??
    removed.find(({ question }) => questionKey(question) === key);
  return found?.id ?? null;
}

async function historyOf({ store, serverId }: ServerRequest, id: string): Promise<EntryHistory> {
  const history = await store.history.of(serverId, id, Date.now());
  if (history === null) throw noSuchEntry();
  return history;
}

async function historyBody(
  request: ServerRequest,
  id: string,
  page: number,
  note?: string,
): Promise<MessageBody> {
  const { texts, answers } = request;
  const history = await historyOf(request, id);
  const seen = entryRevision(history.versions[0]);
  return entryHistoryMessage(history, {
    texts,
    library: answers.library,
    page,
    note,
    // `faq:restore:<entry>:<version>:<revision>`: 12 + 17 + 17 + 8 characters.
    ids: {
      page: (to) => customId('faq', 'history', id, to),
      all: (version) => customId('faq', 'version', id, version.id),
      restore: (version) => customId('faq', 'restore', id, version.id, seen),
      putBack: customId('faq', 'back', id),
    },
  });
}

export async function turnTo(request: ComponentRequest & InServer): Promise<Reply> {
  const [id = '', page] = request.args;
  return reply.update(await historyBody(request, id, Number(page)));
}

export async function showVersion(request: ComponentRequest & InServer): Promise<Reply> {
  const [id = '', versionId = ''] = request.args;
  const { versions } = await historyOf(request, id);
  return reply.private(entryMessage(versionIn(versions, versionId), request.texts));
}

/** The version that a button names. Throws a `UserError` where it is no longer kept. */
function versionIn(versions: readonly EntryVersion[], id: string): EntryVersion {
  const version = versions.find((one) => one.id === id);
  if (version === undefined) throw new UserError('no-such-version', (texts) => texts.faq.history.gone);
  return version;
}

/** What an entry said once is what it says from now on; what it says now becomes the version before. */
export async function restore(request: ComponentRequest & InServer): Promise<Reply> {
  const { store, serverId, member, texts, answers, args } = request;
  const { history } = texts.faq;
  const [id = '', versionId = '', seen = ''] = args;
  const { versions } = await historyOf(request, id);
  const version = versionIn(versions, versionId);
  const { locale, question, answer, wordings } = version;
  const isThere = version.section !== null && sectionIn(answers.library, version.section, locale) !== null;
  const section = isThere ? version.section : null;
  // Whoever is named wrote what stands there now.
  const credit = answer === versions[0].answer ? {} : { author: null };
  const entry = { locale, question, answer, wordings, section, ...credit };
  const edited = await store.knowledge.editEntry(serverId, id, { entry, seen }, Date.now(), member.id);
  switch (edited.did) {
    case 'edited': {
      const lost = version.section !== null && !isThere ? `\n${history.sectionGone}` : '';
      return historyAfter(request, id, `${history.restored}${lost}`);
    }
    case 'exists':
      return historyAfter(request, id, history.taken(quotation(edited.entry.question, 100)));
    case 'changed': {
      // Whoever pressed twice has what they want.
      const isRestored = entryRevision(edited.entry) === entryRevision(entry);
      return historyAfter(request, id, isRestored ? history.restored : history.changed);
    }
    case 'gone':
      return historyAfter(request, id, history.changed);
  }
}

export async function putBack(request: ComponentRequest & InServer): Promise<Reply> {
  const { store, serverId, texts } = request;
  const { history } = texts.faq;
  const [id = ''] = request.args;
  const restored = await store.history.restore(serverId, id, Date.now());
  switch (restored.did) {
    case 'restored':
      return historyAfter(request, id, history.isBack(quotation(restored.entry.question, 100)));
    case 'exists':
      return historyAfter(request, id, history.taken(quotation(restored.entry.question, 100)));
    case 'full':
      return historyAfter(request, id, history.full(MAX_ENTRIES));
    case 'gone':
      // Somebody else put it back, or its time is up.
      return reply.update(await historyBody(request, id, 1));
  }
}

function historyAfter(request: ServerRequest, id: string, note: string): Promise<Reply> {
  return afterwards(request, note, (said) => historyBody(request, id, 1, said), {
    label: request.texts.faq.history.show,
    id: customId('faq', 'history', id, 1),
  });
}
