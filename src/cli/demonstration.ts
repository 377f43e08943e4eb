import type { Answers } from '../answers/answers.ts';
import { askersLocale } from '../content/locale-match.ts';
import type { Locale, Pack, PassageReference } from '../content/pack.ts';
import type { Demonstration } from '../playground/protocol.ts';
import { DAY, dayOf } from '../store/days.ts';
import { OUTCOMES, type NewQuestion } from '../store/question-store.ts';
import type { Store } from '../store/store.ts';
import { madeUpDays, madeUpQuestions, type MadeUpDay } from './demonstration-data.ts';

interface Server {
  readonly id: string;
  /** One of Discord's. */
  readonly locale: string;
}

/** Made-up data for the playground's store, which is thrown away with it. */
export interface Demonstrations {
  /** Once, however often it is asked for, until all is forgotten. */
  add(what: Demonstration, server: Server): Promise<void>;
  /** Deletes all that is kept of all servers, made up or not, and of articles that were served. */
  forget(): Promise<void>;
}

type Kept = Pick<
  Store,
  'servers' | 'questions' | 'figures' | 'votes' | 'releases' | 'servedLibrary' | 'settled'
>;

const MISSED = 5;
const ASKED = 8;

/** @param now in milliseconds since 1970 */
export function createDemonstrations(
  store: Kept,
  answers: () => Pick<Answers, 'ask' | 'library'>,
  now: () => number = Date.now,
): Demonstrations {
  const added = new Map<Demonstration, Promise<void>>();

  async function addMissed({ id, locale }: Server): Promise<void> {
    const language = askersLocale(answers().library, locale);
    const missed = await missedQuestions(answers(), language);
    // The first is asked most, so that there is an order to see.
    const asked = missed.flatMap((question, at) =>
      Array.from({ length: MISSED - at }, (_, time) => ({
        ...question,
        at: now() - (at + 1) * DAY + time * (DAY / MISSED),
      })),
    );
    await record(store, id, asked);
  }

  async function addHistory(server: Server): Promise<void> {
    await add('missed', server);
    const language = askersLocale(answers().library, server.locale);
    const { library } = answers();
    const pack = library.find(({ locale }) => locale === language) ?? library[0];
    if (pack === undefined) return;
    await record(store, server.id, askedQuestions(pack, now()));
    await Promise.all(
      madeUpDays().map((day) => addDay(day, { serverId: server.id, pack, at: now() - day.ago * DAY, store })),
    );
  }

  async function add(what: Demonstration, server: Server): Promise<void> {
    const adding = added.get(what) ?? (what === 'missed' ? addMissed(server) : addHistory(server));
    added.set(what, adding);
    try {
      await adding;
    } catch (error) {
      // It may be tried again.
      added.delete(what);
      throw error;
    }
  }

  return {
    add,
    async forget() {
      await Promise.allSettled(added.values());
      await store.settled();
      await Promise.all((await store.servers.kept()).map((id) => store.servers.purge(id)));
      await store.releases.forget();
      await store.servedLibrary.forget();
      added.clear();
    },
  };
}

/** Those of the made-up questions that the bot really misses, with what it says to them. */
async function missedQuestions(
  answers: Pick<Answers, 'ask'>,
  locale: Locale,
): Promise<readonly Pick<NewQuestion, 'text' | 'locale' | 'outcome'>[]> {
  const outcomes = await Promise.all(
    madeUpQuestions(locale).map(async (text) => {
      const { outcome } = await answers.ask(text, { locale });
      return { text, locale, outcome };
    }),
  );
  return outcomes.filter(({ outcome }) => outcome !== 'answer').slice(0, MISSED);
}

/** An article's own questions, as if members had asked them in the last weeks; its first ones most. */
function askedQuestions({ faq, locale }: Pack, now: number): readonly NewQuestion[] {
  return faq.slice(0, ASKED).flatMap(({ heading }, at) =>
    Array.from({ length: ASKED - at }, (_, time) => ({
      text: heading,
      locale,
      outcome: 'answer' as const,
      at: now - (1 + at + time) * DAY,
    })),
  );
}

async function record(store: Kept, serverId: string, all: readonly NewQuestion[]): Promise<void> {
  // The newest last, as they would have come: of a question, what came last is kept.
  const inOrder = all.toSorted((a, b) => a.at - b.at);
  await Promise.all(inOrder.map((asked) => store.questions.record(serverId, asked)));
}

async function addDay(
  day: MadeUpDay,
  {
    serverId,
    pack,
    at,
    store,
  }: {
    readonly serverId: string;
    readonly pack: Pack;
    readonly at: number;
    readonly store: Kept;
  },
): Promise<void> {
  const counted = OUTCOMES.flatMap((outcome) =>
    Array.from({ length: day[outcome] }, () => store.figures.count(serverId, dayOf(at), outcome)),
  );
  const found = [...Array<true>(day.helpful).fill(true), ...Array<false>(day.unhelpful).fill(false)];
  const voted = found.flatMap((helpful, number) => {
    const about = pack.faq[number % pack.faq.length];
    if (about === undefined) return [];
    const passage: PassageReference = { slug: pack.slug, locale: pack.locale, id: about.id };
    const voter = `made up ${day.ago}/${number}`;
    return [store.votes.cast(serverId, { voter, passage, helpful, question: null, at })];
  });
  await Promise.all([...counted, ...voted]);
}
