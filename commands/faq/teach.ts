import { ENTRY_LIMITS, fittingWordings, type EntryDraft } from '../../src/content/entry.ts';
import { isAskable, questionKey } from '../../src/content/wordings.ts';
import {
  customId,
  reply,
  UserError,
  type ComponentRequest,
  type InServer,
  type ModalRequest,
  type Reply,
  type ServerRequest,
} from '../../src/discord/kit.ts';
import { authorKey, messageKey } from '../../src/discord/keyed-hash.ts';
import { mayAttachFiles } from '../../src/discord/permissions.ts';
import {
  draftOf,
  readEntryForm,
  shownEntry,
  type Hints,
  type TypedEntry,
} from '../../src/discord/render/entry-form.ts';
import { typedBefore, unsavedMessage } from '../../src/discord/render/unsaved-entry.ts';
import { answeredIn } from '../../src/discord/render/human.ts';
import { quotation } from '../../src/discord/render/quotation.ts';
import type { TargetMessage } from '../../src/discord/target-message.ts';
import { taughtBy, type TaughtMessage } from '../../src/discord/taught-message.ts';
import { MAX_ENTRIES, type ServerEntry } from '../../src/store/knowledge-store.ts';
import { addedReply } from './covered.ts';
import { noSuchEntry } from './entries.ts';
import { againId, checked, fieldsIn, formReply, placeOf, saving, taken, type FormPlace } from './form.ts';
import { undoableReply } from './undo.ts';
import { scopeNow, waitingWith } from './waiting.ts';

type TeachRequest = ServerRequest & { readonly target: TargetMessage };

/** The form with what a message says; where that is taught already, a choice first. Nothing is kept yet. */
export async function openTaught(request: TeachRequest): Promise<Reply> {
  const { entries } = await request.store.knowledge.read(request.serverId);
  return request.target.isOwn ? openOwn(request, entries) : openOthers(request, entries);
}

function openOthers(request: TeachRequest, entries: readonly ServerEntry[]): Reply {
  const { target, serverId, texts, publicTexts, publicLocale, settings, keys } = request;
  const { teach } = texts.faq;
  const { someone, someRole } = publicTexts.ask;
  const taught = taughtBy(target, { member: someone, role: someRole });
  if (taught.answer === '') throw new UserError('nothing-to-teach', () => teach.noText);
  const key = keys.questions();
  const from = key === null ? '' : messageKey(key, serverId, target.id);
  const isCredited = settings.creditAuthors && key !== null && target.authorName !== null;
  const place: FormPlace = {
    mode: 'teach',
    id: from,
    locale: publicLocale,
    position: 0,
    seen: isCredited ? authorKey(key, serverId, target.authorId) : '',
  };
  const typed: TypedEntry = {
    question: taught.question,
    answer: taught.answer,
    wordings: taught.wordings,
    section: null,
    author: isCredited ? target.authorName : null,
  };
  const standing = entries.find(
    ({ taughtFrom, answer }) => (from !== '' && taughtFrom === from) || answer === taught.answer,
  );
  if (standing !== undefined) {
    const says = teach.already(quotation(standing.question, 100));
    return reply.private(toDecide(request, place, typed, { says, again: teach.asAnother, standing }));
  }
  return formReply(request, place, typed, { hints: hintsFor(request, taught) });
}

/** A message of the bot's own that shows an entry leads to that entry's form; what it posted for a helper is that helper's. */
function openOwn(request: TeachRequest, entries: readonly ServerEntry[]): Reply {
  const { target } = request;
  const shown = shownEntry(target, entries);
  if (shown !== null) return formReply(request, placeOf(shown), shown);
  const answered = answeredIn(target);
  if (answered === null) throw new UserError('own-message', (texts) => texts.faq.teach.ownAnswer);
  const repliedTo = { content: answered.question, isOwn: false };
  const besides = { ...target.besides, cards: 0 };
  return openOthers(
    { ...request, target: { ...target, content: answered.answer, repliedTo, besides } },
    entries,
  );
}

/** What isn't taken of the message. */
function hintsFor({ target, texts }: TeachRequest, taught: TaughtMessage) {
  const { teach } = texts.faq;
  const left = teach.left(target.besides);
  const answer = [
    ...(left === '' ? [] : [teach.notTaken(left)]),
    ...(taught.isAnswerCut ? [teach.answerCut(ENTRY_LIMITS.answer)] : []),
  ];
  const hints: Hints = {
    ...(taught.isQuestionCut ? { question: teach.questionCut } : {}),
    ...(answer.length === 0 ? {} : { answer: answer.join(' ') }),
  };
  return hints;
}

/** What the message says, beside the entry that has it, or nearly asks it: the moderator decides what becomes of it. */
function toDecide(
  { texts, place: where }: ServerRequest,
  place: FormPlace,
  typed: TypedEntry,
  decision: {
    readonly says: string;
    /** What is on the button that goes on with it all the same. */
    readonly again: string;
    readonly standing: ServerEntry;
    readonly mayAlsoAsk?: true;
  },
) {
  const { says, again, standing } = decision;
  const goOn: FormPlace = { ...place, position: 1 };
  return unsavedMessage([], typed, {
    texts,
    standing,
    files: mayAttachFiles(where),
    instead: { says, again },
    ids: {
      ...(decision.mayAlsoAsk === true ? { also: customId('faq', 'also', standing.id) } : {}),
      again: againId(goOn, typed),
      change: customId('faq', 'change', standing.id),
      show: customId('faq', 'show', standing.id),
      discard: customId('faq', 'discard'),
    },
  });
}

export async function saveTaught(request: ModalRequest & InServer): Promise<Reply> {
  const { args, fields } = request;
  const [id = '', locale = '', flags, seen = '', position] = args;
  const typed = readEntryForm(fields, fieldsIn(flags));
  const place: FormPlace = { mode: 'teach', id, locale, position: Number(position), seen };
  return saving(request, place, typed, async () => {
    const draft = draftOf(typed, { wordings: typed.wordings ?? [], locale });
    const result = await checked(request, draft, null);
    if ('problems' in result) return result;
    const near = place.position === 0 ? await nearEntry(request, result.entry) : null;
    if (near === null) return add(request, place, result.entry);
    const { teach } = request.texts.faq;
    const says = teach.near(quotation(near.question, 100));
    const decision = { says, again: teach.asNew, standing: near, mayAlsoAsk: true } as const;
    return reply.update(toDecide(request, place, typed, decision));
  });
}

/** The server's own entry that would answer the question. */
async function nearEntry(
  request: ServerRequest,
  { question, locale }: EntryDraft,
): Promise<ServerEntry | null> {
  const scope = await scopeNow(request);
  const outcome = await request.answers.ask(question, { locale, ...scope, isTrial: true });
  return outcome.outcome === 'answer' ? (outcome.best.added?.entry ?? null) : null;
}

/** As `/faq add` does, and settles what waited for it. */
async function add(request: ModalRequest & InServer, place: FormPlace, entry: EntryDraft) {
  const { store, serverId, member, texts } = request;
  const waiting = await waitingWith(request, entry.question);
  const known = new Set(entry.wordings.map(questionKey));
  const asked = waiting.wordings.filter((wording) => !known.has(questionKey(wording)));
  const taught = {
    ...entry,
    wordings: fittingWordings([...entry.wordings, ...asked]),
    ...(place.id === '' ? {} : { taughtFrom: place.id }),
    ...(place.seen === '' ? {} : { authorKey: place.seen }),
  };
  const addSettling = (ids: readonly string[]) =>
    store.knowledge.addEntries(serverId, [taught], Date.now(), ids, member.id);
  const first = await addSettling(waiting.ids);
  // Somebody else settled what waited: the answer is wanted all the same.
  const added = first.did === 'settled' ? await addSettling([]) : first;
  switch (added.did) {
    case 'added': {
      const settled = first.did === 'added' ? waiting.ids.length : 0;
      const said = [
        texts.faq.added(quotation(entry.question, 100)),
        ...(settled === 0 ? [] : [texts.faq.teach.settled(settled)]),
      ];
      return addedReply(request, added.entries, said.join('\n'));
    }
    case 'exists':
      return taken(request, entry, added.entry);
    case 'full':
      return { problems: [texts.faq.problems.full(MAX_ENTRIES)] };
    case 'settled':
      throw new Error('An entry that settles nothing came too late to settle.');
  }
}

/** The question that stands in the message becomes another way to ask for an entry. */
export async function alsoAsks(request: ComponentRequest & InServer): Promise<Reply> {
  const { args, interaction, store, serverId, member, texts } = request;
  const [id = ''] = args;
  const { queue, teach } = texts.faq;
  const embeds = interaction.message?.embeds ?? [];
  const typed = typedBefore({ embeds }, { question: true, answer: false, wordings: true, author: false });
  const { entries } = await store.knowledge.read(serverId);
  const standing = entries.find((one) => one.id === id);
  if (standing === undefined) throw noSuchEntry();
  const waiting = await waitingWith(request, typed.question);
  const wordings = [typed.question, ...(typed.wordings ?? []), ...waiting.wordings].filter(isAskable);
  const addSettling = (ids: readonly string[]) =>
    store.knowledge.addEntryWordings(serverId, id, wordings, Date.now(), ids, member.id);
  const first = await addSettling(waiting.ids);
  const added = first.did === 'settled' ? await addSettling([]) : first;
  switch (added.did) {
    case 'added':
    case 'settled':
      return undoableReply(request, queue.sameDone(quotation(standing.question, 100)));
    case 'exists':
      return reply.update(teach.alsoTaken(quotation(added.entry.question, 100)));
    case 'gone':
      throw noSuchEntry();
  }
}
