import { checkEntry, type EntryDraft, type SectionReference } from '../../src/content/entry.ts';
import { packIn, type Library, type Locale } from '../../src/content/pack.ts';
import type { ComponentRequest, ModalRequest, Reply, Request } from '../../src/discord/command.ts';
import { customId } from '../../src/discord/custom-id.ts';
import {
  comeBack,
  entryForm,
  fitsForm,
  problemText,
  typedBefore,
  unsavedMessage,
  type TypedEntry,
} from '../../src/discord/render/entry-form.ts';
import { serverOf } from '../../src/discord/server-of.ts';
import { StoreUnavailable } from '../../src/store/store.ts';

/** How a form is sent off, and what has to be known to open it again. */
export interface FormPlace {
  readonly mode: 'add' | 'save' | 'answer';
  /** Of the entry that is edited, or the question that is answered. */
  readonly id: string;
  readonly locale: Locale;
  /** In the queue. */
  readonly position: number;
}

/** `faq:save:<entry>:<language>:w`: the last says whether other ways to ask are in it. */
function formId({ mode, id, locale, position }: FormPlace, { wordings }: TypedEntry): string {
  return customId('faq', mode, id, locale, mode === 'answer' ? position : flagOf(wordings !== null));
}

const WITH_WORDINGS = 'w';
const flagOf = (withWordings: boolean) => (withWordings ? WITH_WORDINGS : '');

export function hasWordings(flag: string | undefined): boolean {
  return flag === WITH_WORDINGS;
}

/** A form for an entry. */
export function formReply(
  { texts, answers }: Request,
  place: FormPlace,
  typed: TypedEntry,
  likely: readonly SectionReference[] = [],
): Reply {
  const shown = { ...typed, wordings: fitsForm(typed.wordings ?? []) ? typed.wordings : null };
  const { form } = texts.faq;
  const title = place.mode === 'save' ? form.edit : form.add;
  const { library } = answers;
  return {
    kind: 'modal',
    modal: entryForm(formId(place, shown), title, shown, { texts, library, locale: place.locale, likely }),
  };
}

/** `faq:again:save:<entry>:<language>:<position>:w:<article>:<section's number>`: 15 + 17 + 9 + 4 + 2 + 33 + 3 at most. */
function againId(place: FormPlace, { section, wordings }: TypedEntry, library: Library): string {
  const pack = section === null ? null : packIn(library, section.slug, place.locale);
  const number = pack?.sections.find(({ slug }) => slug === section?.section)?.index;
  const { mode, id, locale, position } = place;
  const cited = number === undefined || section === null ? [] : [section.slug, number];
  return customId('faq', 'again', mode, id, locale, position, flagOf(comeBack(wordings)), ...cited);
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
      againId: againId(place, typed, answers.library),
      ...(backId === undefined ? {} : { backId }),
    }),
  };
}

export function openAgain(request: ComponentRequest): Reply {
  const { args, answers, interaction } = request;
  const [mode, id = '', locale = '', position, flag, slug = '', number] = args;
  const pack = packIn(answers.library, slug, locale);
  const section = pack?.sections.find(({ index }) => String(index) === number);
  const typed = typedBefore({ embeds: interaction.message?.embeds ?? [] }, hasWordings(flag));
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
  request: Request,
  draft: EntryDraft,
  except: string | null,
): Promise<{ readonly entry: EntryDraft } | { readonly problems: readonly string[] }> {
  const { store, answers, texts } = request;
  const knowledge = await store.knowledge.read(serverOf(request));
  const others = knowledge.entries.filter(({ id }) => id !== except);
  const { entry, problems } = checkEntry(draft, { others, library: answers.library });
  return entry === null ? { problems: problems.map((problem) => problemText(problem, texts)) } : { entry };
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
