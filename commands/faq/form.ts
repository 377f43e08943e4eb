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
import { mayAttachFiles } from '../../src/discord/permissions.ts';
import {
  entryForm,
  fitsForm,
  problemText,
  returning,
  typedBefore,
  unsavedMessage,
  type TypedEntry,
} from '../../src/discord/render/entry-form.ts';
import { StoreUnavailable, type ServerEntry } from '../../src/store/store.ts';

/** How a form is sent off, and what has to be known to open it again. */
export interface FormPlace {
  readonly mode: 'add' | 'save' | 'answer';
  /** Of the entry that is edited, or the question that is answered. */
  readonly id: string;
  readonly locale: Locale;
  /** In the queue. */
  readonly position: number;
  /**
   * What it was opened for, to see whether that has changed meanwhile: the `entryRevision` of the entry, or the signature
   * of the group of questions. Empty for a new entry.
   */
  readonly seen: string;
}

/** `faq:save:<entry>:<language>:w:<revision>`: the flag says whether other ways to ask are in it. */
function formId({ mode, id, locale, position, seen }: FormPlace, { wordings }: TypedEntry): string {
  return customId('faq', mode, id, locale, mode === 'answer' ? position : flagOf(wordings !== null), seen);
}

const WITH_WORDINGS = 'w';
const flagOf = (withWordings: boolean) => (withWordings ? WITH_WORDINGS : '');

export function hasWordings(flag: string | undefined): boolean {
  return flag === WITH_WORDINGS;
}

/** A form for an entry. */
export function formReply(
  { texts, answers }: ServerRequest,
  place: FormPlace,
  typed: TypedEntry,
  likely: readonly SectionReference[] = [],
): Reply {
  const shown = { ...typed, wordings: fitsForm(typed.wordings ?? []) ? typed.wordings : null };
  const { form } = texts.faq;
  const title = place.mode === 'save' ? form.edit : form.add;
  const { library } = answers;
  return reply.modal(
    entryForm(formId(place, shown), title, shown, { texts, library, locale: place.locale, likely }),
  );
}

/**
 * `faq:again:save:<entry>:<language>:<position>:qaw:<article>:<section, short>:<revision>`:
 * 16 + 17 + 9 + 4 + 4 + 33 + 9 + 8 at most. The letters say which fields come back: `q`, `a` and `w`.
 */
function againId(place: FormPlace, typed: TypedEntry): string {
  const { section } = typed;
  const { question, answer, wordings } = returning(typed);
  const fields = `${question ? 'q' : ''}${answer ? 'a' : ''}${flagOf(wordings)}`;
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
  const instead =
    typed.wordings?.some((wording) => wording.trim() !== '') === true ? typed : { ...typed, wordings: null };
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
    },
  );
  return formReply(
    request,
    {
      mode: mode === 'save' || mode === 'answer' ? mode : 'add',
      id,
      locale,
      position: Number(position),
      seen,
    },
    { ...typed, section: section === undefined ? null : { slug, section: section.slug } },
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
