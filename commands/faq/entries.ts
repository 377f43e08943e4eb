import { createHash } from 'node:crypto';
import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import { foldQuestion } from '../../src/content/wordings.ts';
import type { CommandRequest, ModalRequest, Reply, Request } from '../../src/discord/command.ts';
import { customId } from '../../src/discord/custom-id.ts';
import { LIMITS } from '../../src/discord/limits.ts';
import { readEntryForm, type TypedEntry } from '../../src/discord/render/entry-form.ts';
import { entryListMessage, passageTitle } from '../../src/discord/render/entry-list.ts';
import { message, notice, PAGE_LENGTH } from '../../src/discord/render/message.ts';
import { paginate } from '../../src/discord/render/pages.ts';
import { quotation } from '../../src/discord/render/quotation.ts';
import { oneLine } from '../../src/discord/render/text.ts';
import { serverOf } from '../../src/discord/server-of.ts';
import { UserError } from '../../src/discord/user-error.ts';
import { MOST_ENTRIES, type AddedWording, type Entry } from '../../src/store/store.ts';
import { checked, formReply, hasWordings, saving, unsaved, type FormPlace } from './form.ts';

/** Under this, what can't be answered stands among what may be chosen. */
const LINE = 'line/';
/** And ways to ask for a passage of an article. */
const WORDING = 'wording/';

const NOTHING_TYPED: TypedEntry = { question: '', answer: '', wordings: [], section: null };

export async function suggest(
  request: CommandRequest & { readonly focused: { readonly typed: string } },
): Promise<readonly APIApplicationCommandOptionChoice<string>[]> {
  const { store, options, texts, focused, answers } = request;
  const { entries, lines, wordings } = await store.knowledge.read(serverOf(request));
  const choices = [
    ...entries.map(({ id, question }) => ({ name: question, value: id })),
    ...(options.subcommand === 'remove'
      ? [
          ...lines.map(({ id, question }) => ({ name: texts.faq.line(question), value: `${LINE}${id}` })),
          ...wordings.map((added) => ({
            name: texts.faq.wording(added.wording, passageTitle(answers.library, added.passage)),
            value: wordingValue(added),
          })),
        ]
      : []),
  ];
  const words = foldQuestion(focused.typed).split(' ');
  return choices
    .filter(({ name }) => words.every((word) => foldQuestion(name).includes(word)))
    .slice(0, LIMITS.choices)
    .map(({ name, value }) => ({ name: oneLine(name, LIMITS.choiceText), value }));
}

function wordingValue({ passage: { slug, locale, id }, wording }: AddedWording): string {
  const hash = createHash('sha256').update([slug, locale, id, wording].join('\n')).digest('base64url');
  return `${WORDING}${hash}`;
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
  const { store, options, texts, answers } = request;
  const serverId = serverOf(request);
  const chosen = options.string('question');
  const { entries, lines, wordings } = await store.knowledge.read(serverId);
  const line = lines.find(({ id }) => `${LINE}${id}` === chosen);
  if (line !== undefined) {
    await store.knowledge.removeLine(serverId, line.id);
    const said = texts.faq.removedLine(quotation(line.question, 200));
    return { kind: 'message', body: notice(said), private: true };
  }
  const added = wordings.find((one) => wordingValue(one) === chosen);
  if (added !== undefined) {
    await store.knowledge.removeWording(serverId, added);
    const title = quotation(passageTitle(answers.library, added.passage), 100);
    const said = texts.faq.removedWording(quotation(added.wording, 200), title);
    return { kind: 'message', body: notice(said), private: true };
  }
  const { id } = find(entries, chosen);
  const removed = await store.knowledge.removeEntry(serverId, id);
  if (removed === null) throw new UserError('no-such-entry', (all) => all.faq.noSuch);
  const [text] = paginate(removed.answer, PAGE_LENGTH);
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

export async function saveNew(request: ModalRequest): Promise<Reply> {
  const { args, fields, answers, store, texts } = request;
  const [, locale = '', flag] = args;
  const { library } = answers;
  const typed = readEntryForm(fields, { library, locale, withWordings: hasWordings(flag) });
  return saving(request, { mode: 'add', id: '', locale, position: 0 }, typed, async () => {
    const result = await checked(request, { ...typed, wordings: typed.wordings ?? [], locale }, null);
    if ('problems' in result) return result;
    const added = await store.knowledge.addEntries(serverOf(request), [result.entry], Date.now());
    if (added === null) return { problems: [texts.faq.problems.full(MOST_ENTRIES)] };
    return { kind: 'update', body: notice(texts.faq.added(quotation(result.entry.question, 100))) };
  });
}

export async function saveEdited(request: ModalRequest): Promise<Reply> {
  const { args, fields, answers, store, texts } = request;
  const [id = '', locale = '', flag] = args;
  const { library } = answers;
  const typed = readEntryForm(fields, { library, locale, withWordings: hasWordings(flag) });
  const place: FormPlace = { mode: 'save', id, locale, position: 0 };
  return saving(request, place, typed, async () => {
    const { entries } = await store.knowledge.read(serverOf(request));
    const before = entries.find((entry) => entry.id === id);
    const wordings = typed.wordings ?? before?.wordings ?? [];
    const result = await checked(request, { ...typed, wordings, locale }, id);
    if ('problems' in result) return result;
    const edited = await store.knowledge.editEntry(serverOf(request), id, result.entry, Date.now());
    if (edited === null) {
      return unsaved(request, { ...place, mode: 'add', id: '' }, typed, [texts.faq.problems.removed]);
    }
    return { kind: 'update', body: notice(texts.faq.edited(quotation(edited.question, 100))) };
  });
}
