import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import { checkEntry, type EntryDraft, type SectionReference } from '../../src/content/entry.ts';
import { packIn, type Library, type Locale } from '../../src/content/pack.ts';
import { foldQuestion } from '../../src/content/wordings.ts';
import type {
  CommandRequest,
  ComponentRequest,
  ModalRequest,
  Reply,
  Request,
} from '../../src/discord/command.ts';
import { customId } from '../../src/discord/custom-id.ts';
import { LIMITS } from '../../src/discord/limits.ts';
import {
  entryForm,
  fitsForm,
  problemText,
  readEntryForm,
  typedBefore,
  unsavedMessage,
  type TypedEntry,
} from '../../src/discord/render/entry-form.ts';
import { entryListMessage } from '../../src/discord/render/entry-list.ts';
import { discordBlocks } from '../../src/discord/render/markdown.ts';
import { message, notice, PAGE_LENGTH } from '../../src/discord/render/message.ts';
import { quotation } from '../../src/discord/render/quotation.ts';
import { oneLine, paginate } from '../../src/discord/render/text.ts';
import { UserError } from '../../src/discord/user-error.ts';
import { MOST_ENTRIES, StoreUnavailable, type Entry, type Knowledge } from '../../src/store/store.ts';

/** Under this, what can't be answered stands among what may be chosen. */
const LINE = 'line/';

const NOTHING_TYPED: TypedEntry = { question: '', answer: '', wordings: [], section: null };

/** Throws a `UserError` outside servers, where the command can't be used anyway. */
export function serverOf({ place }: Request): string {
  if (place.serverId === null) throw new UserError('server-only', (texts) => texts.errors.serverOnly);
  return place.serverId;
}

export async function suggest(
  request: CommandRequest & { readonly focused: { readonly typed: string } },
): Promise<readonly APIApplicationCommandOptionChoice<string>[]> {
  const { store, options, texts, focused } = request;
  const { entries, lines } = await store.knowledge.read(serverOf(request));
  const choices = [
    ...entries.map(({ id, question }) => ({ name: question, value: id })),
    ...(options.subcommand === 'remove'
      ? lines.map(({ id, question }) => ({ name: texts.faq.line(question), value: `${LINE}${id}` }))
      : []),
  ];
  const words = foldQuestion(focused.typed).split(' ');
  return choices
    .filter(({ name }) => words.every((word) => foldQuestion(name).includes(word)))
    .slice(0, LIMITS.choices)
    .map(({ name, value }) => ({ name: oneLine(name, LIMITS.choiceText), value }));
}

/** The one that was chosen or, for a question typed by hand, meant. Throws a `UserError` where there is none. */
function find(entries: readonly Entry[], chosen: string): Entry {
  const key = foldQuestion(chosen);
  const found =
    entries.find(({ id }) => id === chosen) ?? entries.find(({ question }) => foldQuestion(question) === key);
  if (found === undefined) throw new UserError('no-such-entry', (texts) => texts.faq.noSuch);
  return found;
}

export async function listBody(request: Request, page: number) {
  const { store, texts, answers } = request;
  return entryListMessage(await store.knowledge.read(serverOf(request)), {
    texts,
    library: answers.library,
    page: Number.isNaN(page) ? 1 : page,
    pageId: (to) => customId('faq', 'page', to),
  });
}

export async function remove(request: CommandRequest): Promise<Reply> {
  const { store, options, texts } = request;
  const serverId = serverOf(request);
  const chosen = options.string('question');
  const { entries, lines } = await store.knowledge.read(serverId);
  const line = lines.find(({ id }) => `${LINE}${id}` === chosen);
  if (line !== undefined) {
    await store.knowledge.removeLine(serverId, line.id);
    const said = texts.faq.removedLine(quotation(line.question, 200));
    return { kind: 'message', body: notice(said), private: true };
  }
  const { id } = find(entries, chosen);
  const removed = await store.knowledge.removeEntry(serverId, id);
  if (removed === null) throw new UserError('no-such-entry', (all) => all.faq.noSuch);
  const [text] = paginate(discordBlocks(removed.answer), PAGE_LENGTH);
  return {
    kind: 'message',
    // Its text stays in sight, for whoever chose the wrong one.
    body: message({
      content: texts.faq.removed(quotation(removed.question, 100)),
      card: { title: removed.question, text },
    }),
    private: true,
  };
}

/** How a form is sent off, and what has to be known to open it again. */
interface FormPlace {
  readonly mode: 'add' | 'save' | 'answer';
  /** Of the entry that is edited, or the question that is answered. */
  readonly id: string;
  readonly locale: Locale;
  /** In the queue. */
  readonly position: number;
}

/** `faq:save:<entry>:<language>:w`: the last says whether other ways to ask are in it. */
function formId({ mode, id, locale, position }: FormPlace, withWordings: boolean): string {
  return customId('faq', mode, id, locale, mode === 'answer' ? position : withWordings ? 'w' : '');
}

/** A form for an entry. */
export function formReply(
  { texts, answers }: Request,
  place: FormPlace,
  typed: TypedEntry,
  likely: readonly SectionReference[] = [],
): Reply {
  const withWordings = place.mode !== 'answer' && fitsForm(typed.wordings);
  const { form } = texts.faq;
  const { library } = answers;
  return {
    kind: 'modal',
    modal: entryForm(formId(place, withWordings), place.mode === 'save' ? form.edit : form.add, typed, {
      texts,
      library,
      locale: place.locale,
      withWordings,
      likely,
    }),
  };
}

export function openEmptyForm(request: CommandRequest): Reply {
  return formReply(
    request,
    { mode: 'add', id: '', locale: request.publicLocale, position: 0 },
    NOTHING_TYPED,
  );
}

export async function openForm(request: CommandRequest): Promise<Reply> {
  const { entries } = await request.store.knowledge.read(serverOf(request));
  const { id, locale, ...entry } = find(entries, request.options.string('question'));
  return formReply(request, { mode: 'save', id, locale, position: 0 }, entry);
}

/** `faq:again:save:<entry>:<language>:<position>:<article>:<section's number>`: 15 + 17 + 9 + 4 + 33 + 3 at most. */
function againId(place: FormPlace, section: SectionReference | null, library: Library): string {
  const pack = section === null ? null : packIn(library, section.slug, place.locale);
  const number = pack?.sections.find(({ slug }) => slug === section?.section)?.index ?? '';
  const { mode, id, locale, position } = place;
  return customId(
    'faq',
    'again',
    mode,
    id,
    locale,
    position,
    number === '' ? '' : (section?.slug ?? ''),
    number,
  );
}

/** What was typed is not saved: it says why, and keeps it. */
export function unsaved(
  { texts, answers }: Request,
  place: FormPlace,
  typed: TypedEntry,
  problems: readonly string[],
): Reply {
  const backId = place.mode === 'answer' ? customId('faq', 'go', place.position) : undefined;
  return {
    kind: 'update',
    body: unsavedMessage(problems, typed, {
      texts,
      againId: againId(place, typed.section, answers.library),
      ...(backId === undefined ? {} : { backId }),
    }),
  };
}

export function openAgain(request: ComponentRequest): Reply {
  const { args, answers, interaction } = request;
  const [mode, id = '', locale = '', position, slug = '', number] = args;
  const pack = packIn(answers.library, slug, locale);
  const section = pack?.sections.find(({ index }) => String(index) === number);
  const typed = typedBefore({ embeds: interaction.message?.embeds ?? [] });
  return formReply(
    request,
    {
      mode: mode === 'save' || mode === 'answer' ? mode : 'add',
      id,
      locale,
      position: Number(position),
    },
    { ...typed, section: section === undefined ? null : { slug, section: section.slug } },
  );
}

/** What keeps an entry from being saved, in words; or the entry as it is to be kept. */
export async function checked(
  { store, answers, texts, ...request }: Request,
  draft: EntryDraft,
  except: string | null,
): Promise<
  { readonly entry: EntryDraft; readonly knowledge: Knowledge } | { readonly problems: readonly string[] }
> {
  const knowledge = await store.knowledge.read(serverOf({ store, answers, texts, ...request }));
  const others = knowledge.entries.filter(({ id }) => id !== except);
  const { entry, problems } = checkEntry(draft, { others, library: answers.library });
  return entry === null
    ? { problems: problems.map((problem) => problemText(problem, texts)) }
    : { entry, knowledge };
}

/** Saves what was typed; whatever keeps it from being saved, it isn't lost. */
export async function saving(
  request: ModalRequest,
  place: FormPlace,
  typed: TypedEntry,
  save: () => Promise<Reply | { readonly problems: readonly string[] }>,
): Promise<Reply> {
  try {
    const result = await save();
    return 'problems' in result ? unsaved(request, place, typed, result.problems) : result;
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    request.log.warn({ err: error }, 'an entry was not saved');
    return unsaved(request, place, typed, [request.texts.faq.problems.away]);
  }
}

export async function saveNew(request: ModalRequest): Promise<Reply> {
  const { args, fields, answers, store, texts } = request;
  const [, locale = '', withWordings] = args;
  const typed = readEntryForm(fields, {
    library: answers.library,
    locale,
    withWordings: withWordings === 'w',
  });
  return saving(request, { mode: 'add', id: '', locale, position: 0 }, typed, async () => {
    const result = await checked(request, { ...typed, locale }, null);
    if ('problems' in result) return result;
    const added = await store.knowledge.addEntries(serverOf(request), [result.entry], Date.now());
    if (added === null) return { problems: [texts.faq.problems.full(MOST_ENTRIES)] };
    return { kind: 'update', body: notice(texts.faq.added(quotation(result.entry.question, 100))) };
  });
}

export async function saveEdited(request: ModalRequest): Promise<Reply> {
  const { args, fields, answers, store, texts } = request;
  const [id = '', locale = '', wordings] = args;
  const withWordings = wordings === 'w';
  const typed = readEntryForm(fields, { library: answers.library, locale, withWordings });
  const place: FormPlace = { mode: 'save', id, locale, position: 0 };
  return saving(request, place, typed, async () => {
    const { entries } = await store.knowledge.read(serverOf(request));
    const before = entries.find((entry) => entry.id === id);
    const kept = withWordings ? typed.wordings : (before?.wordings ?? []);
    const result = await checked(request, { ...typed, wordings: kept, locale }, id);
    if ('problems' in result) return result;
    const edited = await store.knowledge.editEntry(serverOf(request), id, result.entry, Date.now());
    if (edited === null) {
      return unsaved(request, { ...place, mode: 'add', id: '' }, typed, [texts.faq.problems.removed]);
    }
    return { kind: 'update', body: notice(texts.faq.edited(quotation(edited.question, 100))) };
  });
}
