import { randomUUID } from 'node:crypto';
import {
  checkEntry,
  entryRevision,
  type EntryDraft,
  type SectionReference,
} from '../../src/content/entry.ts';
import { questionKey } from '../../src/content/wordings.ts';
import { packIn, type Locale } from '../../src/content/pack.ts';
import {
  customId,
  reply,
  shortened,
  UserError,
  type ComponentRequest,
  type InServer,
  type ModalRequest,
  type Reply,
  type ServerRequest,
} from '../../src/discord/kit.ts';
import { articlesInServer } from '../../src/discord/articles-here.ts';
import { mayAttachFiles } from '../../src/discord/permissions.ts';
import {
  entryForm,
  fitsForm,
  problemText,
  type Hints,
  type TypedEntry,
} from '../../src/discord/render/entry-form.ts';
import { returning, typedBefore, unsavedMessage } from '../../src/discord/render/unsaved-entry.ts';
import type { ServerEntry } from '../../src/store/knowledge-store.ts';
import { StoreUnavailable } from '../../src/store/store.ts';

/** How a form is sent off, and what has to be known to open it again. */
export interface FormPlace {
  readonly mode: 'add' | 'save' | 'answer' | 'teach';
  /** Of the entry that is edited, or the question that is answered; what stands for the message that is taught. */
  readonly id: string;
  readonly locale: Locale;
  /** In the queue; of a message that is taught, 1 once a likely entry was shown. */
  readonly position: number;
  /**
   * What it was opened for, to see whether that has changed meanwhile: the `entryRevision` of the entry, or the signature
   * of the group of questions. Empty for a new entry; for one that is taught, what stands for the author.
   */
  readonly seen: string;
}

/** `faq:save:<entry>:<language>:w:<revision>`: the flags say which of the fields are in it that not every form has. */
function formId({ mode, id, locale, position, seen }: FormPlace, typed: TypedEntry): string {
  const flags = flagsOf(typed.wordings !== null, typed.author !== null);
  switch (mode) {
    case 'add':
    case 'save':
      return customId('faq', mode, id, locale, flags, seen);
    case 'answer':
      return customId('faq', mode, id, locale, position, seen);
    case 'teach':
      return customId('faq', mode, id, locale, flags, seen, position);
  }
}

const WITH_WORDINGS = 'w';
const WITH_AUTHOR = 'c';
/** The author's field, but not what stands in the message: nobody is credited unless somebody types it. */
const WITH_NOBODY = 'n';
const flagsOf = (withWordings: boolean, withAuthor: boolean) =>
  `${withWordings ? WITH_WORDINGS : ''}${withAuthor ? WITH_AUTHOR : ''}`;

/** Which fields are in a form that not every form has. */
export function fieldsIn(flags = ''): { readonly withWordings: boolean; readonly withAuthor: boolean } {
  return { withWordings: flags.includes(WITH_WORDINGS), withAuthor: flags.includes(WITH_AUTHOR) };
}

/** A form for an entry. */
export function formReply(
  { texts, answers, articleChoices }: ServerRequest,
  place: FormPlace,
  typed: TypedEntry,
  { likely = [], hints = {} }: { readonly likely?: readonly SectionReference[]; readonly hints?: Hints } = {},
): Reply {
  const shown = { ...typed, wordings: fitsForm(typed.wordings ?? []) ? typed.wordings : null };
  const { form } = texts.faq;
  const title = place.mode === 'save' ? form.edit : form.add;
  const { library } = answers;
  return reply.modal(
    entryForm(formId(place, shown), title, shown, {
      texts,
      library,
      on: articlesInServer(library, articleChoices).on,
      locale: place.locale,
      likely,
      hints,
    }),
  );
}

/**
 * `faq:again:answer:<question>:<language>:<position>:qa:<article>:<section, short>:<signature>`:
 * 17 + 17 + 9 + 4 + 3 + 33 + 9 + 8 at most; `faq:again:teach:…:0:qawc:…` has 16 + 17 + 9 + 2 + 5 + 33 + 9 + 8. The letters say
 * which fields come back: `q`, `a`, `w` and `c`, whom it is credited to, or `n`, an empty field for that.
 */
export function againId(place: FormPlace, typed: TypedEntry): string {
  const { section } = typed;
  const { question, answer, wordings, author } = returning(typed);
  const nobody = typed.author !== null && !author ? WITH_NOBODY : '';
  const fields = `${question ? 'q' : ''}${answer ? 'a' : ''}${flagsOf(wordings, author)}${nobody}`;
  const { mode, id, locale, position, seen } = place;
  const cited = section === null ? ['', ''] : [section.slug, sectionKey(section.section)];
  return customId('faq', 'again', mode, id, locale, position, fields, ...cited, seen);
}

/**
 * Stands for a section's name, for which there is no room. Its number would not do: once the article was edited, another
 * section may have that.
 */
function sectionKey(section: string): string {
  return shortened(section).slice(0, 8);
}

/**
 * What was typed is not saved: it says why, and keeps it.
 * @param standing what stands in its way
 */
export function unsaved(
  { texts, place: where }: ServerRequest,
  place: FormPlace,
  typed: TypedEntry,
  problems: readonly string[],
  standing: Standing | null = null,
): Reply {
  // An empty field of a form for another question isn't meant for what the entry has: that stays.
  const isTyped = typed.wordings?.some((wording) => wording.trim() !== '') === true;
  // Whoever the entry names didn't write this, and whoever did can't take a name out that is typed in.
  const isCredited = typed.author !== null || (standing?.entry.author ?? null) !== null;
  const instead = { ...typed, author: isCredited ? '' : null, ...(isTyped ? {} : { wordings: null }) };
  return reply.update(
    unsavedMessage(problems, typed, {
      texts,
      standing: standing?.entry ?? null,
      files: mayAttachFiles(where),
      ids: {
        again: againId(place, typed),
        ...(standing?.replaceable === true ? { instead: againId(placeOf(standing.entry), instead) } : {}),
        ...(standing === null
          ? {}
          : { show: customId('faq', 'show', standing.entry.id), discard: customId('faq', 'discard') }),
        ...(place.mode === 'answer' ? { back: customId('faq', 'go', place.position) } : {}),
      },
    }),
  );
}

/** Where an entry is edited that is as it stands now. */
export function placeOf(entry: ServerEntry): FormPlace {
  const { id, locale } = entry;
  return { mode: 'save', id, locale, position: 0, seen: entryRevision(entry) };
}

export function openAgain(request: ComponentRequest & InServer): Reply {
  const { args, answers, interaction } = request;
  const [mode, id = '', locale = '', position, shown = '', slug = '', key, seen = ''] = args;
  const pack = packIn(answers.library, slug, locale);
  const section = pack?.sections.find((one) => sectionKey(one.slug) === key);
  const typed = typedBefore(
    { embeds: interaction.message?.embeds ?? [] },
    {
      question: shown.includes('q'),
      answer: shown.includes('a'),
      wordings: shown.includes(WITH_WORDINGS),
      author: shown.includes(WITH_AUTHOR),
    },
  );
  return formReply(
    request,
    {
      mode: mode === 'save' || mode === 'answer' || mode === 'teach' ? mode : 'add',
      id,
      locale,
      position: Number(position),
      seen,
    },
    {
      ...typed,
      ...(shown.includes(WITH_NOBODY) ? { author: '' } : {}),
      section: section === undefined ? null : { slug, section: section.slug },
    },
  );
}

/** What somebody else wrote, which is shown beside what was typed. */
interface Standing {
  readonly entry: ServerEntry;
  /** Whether what was typed may be put in its place, rather than be saved where it was meant to. */
  readonly replaceable: boolean;
}

/** What keeps an entry from being saved, in words, and the entry that stands in its way. */
export interface Problems {
  readonly problems: readonly string[];
  readonly standing?: Standing | null;
}

/** What keeps an entry from being saved; or the entry as it is to be kept. */
export async function checked(
  request: ServerRequest,
  draft: EntryDraft,
  except: string | null,
): Promise<{ readonly entry: EntryDraft } | Problems> {
  const { store, answers, texts } = request;
  const knowledge = await store.knowledge.read(request.serverId);
  const others = knowledge.entries.filter(({ id }) => id !== except);
  const before = knowledge.entries.find(({ id }) => id === except) ?? null;
  const { entry, problems } = checkEntry(draft, { others, library: answers.library, before });
  if (entry !== null) return { entry };
  const standing = others.find((one) => asksTheSame(one, draft));
  return {
    problems: problems.map((problem) => problemText(problem, texts)),
    standing: standing === undefined ? null : { entry: standing, replaceable: true },
  };
}

function asksTheSame(one: EntryDraft, other: EntryDraft): boolean {
  return one.locale === other.locale && questionKey(one.question) === questionKey(other.question);
}

/** Somebody was quicker: another entry asks the same, or what is another way to ask here. */
export function taken({ texts }: ServerRequest, entry: EntryDraft, standing: ServerEntry): Problems {
  const replaceable = asksTheSame(entry, standing);
  const kind = replaceable ? 'question-taken' : 'wording-taken';
  const problem = problemText({ kind, question: standing.question }, texts);
  return { problems: [problem], standing: { entry: standing, replaceable } };
}

/** Saves what was typed; whatever keeps it from being saved, it isn't lost. */
export async function saving(
  request: ModalRequest & InServer,
  place: FormPlace,
  typed: TypedEntry,
  save: () => Promise<Reply | Problems>,
): Promise<Reply> {
  try {
    const result = await save();
    return 'problems' in result ? unsaved(request, place, typed, result.problems, result.standing) : result;
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { log, texts, interaction } = request;
    if (error instanceof StoreUnavailable) {
      log.warn({ err: error }, 'an entry was not saved');
      return unsaved(request, place, typed, [texts.faq.problems.away]);
    }
    const reference = randomUUID().slice(0, 8);
    log.error({ err: error, reference, interaction: interaction.id }, 'an entry was not saved');
    return unsaved(request, place, typed, [texts.errors.unexpected(reference)]);
  }
}
