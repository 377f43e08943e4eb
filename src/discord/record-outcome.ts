import type { PackPassage } from '../answers/outcome.ts';
import type { Locale } from '../content/pack.ts';
import { nameOf } from '../log.ts';
import { replaceMentions } from '../markdown/discord.ts';
import type { Mentioned } from '../markdown/discord.ts';
import { dayOf } from '../store/days.ts';
import type { AskedQuestion, NewQuestion } from '../store/question-store.ts';
import type { ServerSettings } from '../store/store.ts';
import { textsFor } from '../texts/texts.ts';
import { articlesInServer } from './articles-here.ts';
import { askedServer } from './asked-server.ts';
import type { Asking } from './command.ts';
import { questionHandle, type HashingKeys } from './keyed-hash.ts';

/** A question that is counted. */
export interface RecordedQuestion {
  /** What buttons call it; null where its text is not kept, or the key of such names isn't known yet. */
  readonly handle: string | null;
}

type Recording = Pick<
  Asking,
  | 'place'
  | 'settings'
  | 'store'
  | 'keys'
  | 'log'
  | 'seldom'
  | 'answers'
  | 'articles'
  | 'articleChoices'
  | 'knowledgeRevision'
>;

/**
 * Counts what became of a question, and keeps its text where the server keeps questions and the asker typed it: what
 * another member wrote was not written to the bot. No answer waits for that: it is worth more than a figure, and where some
 * can't be recorded, the log tells how many. Null where questions aren't counted.
 */
export function recordOutcome(
  request: Recording,
  asked: Pick<AskedQuestion, 'text' | 'locale' | 'outcome'> & {
    readonly typed: boolean;
    /** The article that alone was asked. */
    readonly slug?: string;
    /** What answered it. */
    readonly found?: PackPassage | undefined;
  },
  now: () => number = Date.now,
): RecordedQuestion | null {
  const {
    place: { serverId, botIsMember },
    settings,
    store,
    keys,
    log,
    seldom,
  } = request;
  if (serverId === null || !botIsMember) return null;
  const at = now();
  const { locale, outcome } = asked;
  const tell = (what: string) => (error: unknown) =>
    seldom(`no ${what}: ${nameOf(error)}`, (leftOut) =>
      log.warn({ err: error, what, leftOut }, 'a question was answered but not recorded'),
    );
  store.figures.count(serverId, dayOf(at), outcome, asked.found?.added?.entry.id).catch(tell('figure'));
  if (!isKept(asked, settings)) return { handle: null };
  const text = withoutIds(asked.text, locale);
  const handle = handleOf(text, serverId, keys);
  // The store looks itself, too, whether the server keeps questions: these settings may be from before an outage.
  const question = { text, locale, outcome, at, ...(handle === null ? {} : { handle }) };
  const record = (where: Pick<NewQuestion, 'elsewhere'>) =>
    store.questions.record(serverId, { ...question, ...where });
  const recorded =
    outcome === 'answer' || isAskedOfAll(request, asked.slug)
      ? record({})
      : hasAnswerElsewhere(request, asked).then((elsewhere) => record(elsewhere ? { elsewhere: true } : {}));
  recorded.catch(tell('text'));
  return { handle };
}

/** Whether all articles were asked that are on somewhere in the server. */
function isAskedOfAll({ answers, articles, articleChoices }: Recording, slug: string | undefined): boolean {
  const asked = slug === undefined ? articles.on : [slug];
  return articlesInServer(answers.library, articleChoices).on.every((one) => asked.includes(one));
}

/** Where another of its articles, or another channel, has the answer, a question has lost none. */
async function hasAnswerElsewhere(
  request: Recording,
  { text, locale }: Pick<AskedQuestion, 'text' | 'locale'>,
): Promise<boolean> {
  const { answers, articleChoices } = request;
  const articles = articlesInServer(answers.library, articleChoices);
  const { outcome } = await answers.ask(text, { locale, articles, ...askedServer(request), isTrial: true });
  return outcome === 'answer';
}

/** The same for a question that was counted before: nothing is counted again. */
export function recordedBefore(
  { place: { serverId, botIsMember }, settings, keys }: Pick<Asking, 'place' | 'settings' | 'keys'>,
  asked: Pick<AskedQuestion, 'text' | 'locale'> & { readonly typed: boolean },
): RecordedQuestion | null {
  if (serverId === null || !botIsMember) return null;
  if (!isKept(asked, settings)) return { handle: null };
  return { handle: handleOf(withoutIds(asked.text, asked.locale), serverId, keys) };
}

function isKept(
  { typed }: { readonly typed: boolean },
  { keepingDays }: Pick<ServerSettings, 'keepingDays'>,
): boolean {
  return typed && keepingDays !== 0;
}

function handleOf(text: string, serverId: string, keys: HashingKeys): string | null {
  const key = keys.questions();
  return key === null ? null : questionHandle(key, serverId, text);
}

/** A mention holds an id: who, which role or which channel was named is nobody's concern later. */
function withoutIds(text: string, locale: Locale): string {
  const { someone, someRole, someChannel } = textsFor(locale).ask;
  const names: Readonly<Record<Mentioned, string>> = {
    member: someone,
    role: someRole,
    channel: someChannel,
  };
  return replaceMentions(text, (mentioned) => names[mentioned]);
}
