import { batch, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { APIMessage } from 'discord-api-types/v10';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type {
  Demonstration,
  UserAction,
  UserActionResult,
  Channel,
  CommandMenu,
  PageEvent,
  Person,
  Persona,
  Post,
  State,
  Trace,
} from '../protocol.ts';
import { client } from './client.ts';
import { createFeed, type Feed } from './feed.ts';
import { forgetKept, keep, readKept } from './kept.ts';
import { textsFor, type Texts } from './texts.ts';

/** What all parts of the page go by: whichever part reads something here is drawn anew when that changes. */
export interface Session {
  readonly state: State;
  /** Oldest first. */
  readonly posts: State['posts'];
  readonly persona: Persona;
  readonly person: Person;
  readonly channel: Channel;
  readonly texts: Texts;
  /** What Discord offers this person here. */
  readonly commands: CommandMenu['commands'];
  /** Those that the commands are in. */
  readonly locales: CommandMenu['locales'];
  readonly may: CommandMenu['may'];
  readonly feed: Feed;
  /** By channel, newest first. */
  readonly pins: State['pins'];
  /** The newest first. */
  readonly traces: readonly Trace[];
  /** Those that were brought to the page, the newest last. */
  readonly articles: State['articles'];
  /** Of the files that the bot serves. */
  readonly problems: State['problems'];
  readonly hasMadeUpData: boolean;
  /** Whether the program has stopped. */
  readonly isLost: boolean;
  /** For whoever does not look. */
  readonly said: ReadonlySignal<string>;
  readonly announce: (text: string) => void;
  /** What is to be put into the message box, as if somebody had typed it there. */
  readonly begun: Signal<{ readonly line: string } | null>;
  /** The message that the next one replies to. */
  readonly replyingTo: Signal<APIMessage | null>;
  /** Whether the drawer is open, and which interaction it shows: null for the newest that isn't typing's, whichever that is. */
  readonly isDrawerOpen: Signal<boolean>;
  readonly trace: Signal<string | null>;
  /** Does something as this person. Null where the program could not. */
  readonly act: (act: UserAction) => Promise<UserActionResult | null>;
  /** Rejects with a `TypeError` where the program has stopped, else where it could not. */
  readonly demonstrate: (what: Demonstration) => Promise<void>;
  readonly reset: () => Promise<void>;
  /** Changes who one is, or where. */
  readonly become: (changes: Partial<Persona>) => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('This part stands outside the page.');
  return session;
}

/** As a channel is called in texts: `#general`, `@Footnote`. */
export function channelTitle({ kind, place, name }: Channel): string {
  if (kind === 'post') return name;
  return `${place === 'dm' ? '@' : '#'}${name}`;
}

/** Where somebody is who becomes another: their own direct messages, and otherwise where they were. */
function channelFor({ channels, posts }: Pick<State, 'channels' | 'posts'>, wanted: Persona): Channel {
  const channel = [...channels, ...posts].find(({ id }) => id === wanted.channel) ?? channels[0];
  const fits = channel !== undefined && (channel.owner === null || channel.owner === wanted.role);
  const found = fits ? channel : channels.find(({ owner }) => owner === wanted.role);
  if (found === undefined) throw new Error('There is no channel.');
  return found;
}

const PERSONA = 'persona';

/** Who somebody was before they loaded the page anew; as it would be else where that can't be read. */
function keptPersona(state: State, anew: Persona): Persona {
  const kept = readKept(PERSONA);
  if (typeof kept !== 'object' || kept === null) return anew;
  const fits = Object.entries(anew).every(
    ([name, value]) => typeof Object.entries(kept).find(([one]) => one === name)?.[1] === typeof value,
  );
  const before: Persona = fits ? { ...anew, ...kept } : anew;
  if (!state.people.some(({ role }) => role === before.role)) return anew;
  return { ...before, channel: channelFor(state, before).id };
}

/** Of the page's languages, the one that the browser is in. */
function browsersLocale(): string {
  return navigator.language.startsWith('fr') ? 'fr' : 'en-US';
}

/** As many as the program keeps of each kind. */
const KEPT_TRACES = 20;

function withTrace(traces: readonly Trace[], trace: Trace): readonly Trace[] {
  if (traces.some(({ id }) => id === trace.id))
    return traces.map((one) => (one.id === trace.id ? trace : one));
  let left = KEPT_TRACES;
  return [trace, ...traces].filter(({ typing }) => typing !== trace.typing || (left -= 1) >= 0);
}

function withPost(posts: readonly Post[], post: Post): readonly Post[] {
  return posts.some(({ id }) => id === post.id)
    ? posts.map((one) => (one.id === post.id ? post : one))
    : [...posts, post];
}

export async function openSession(): Promise<Session> {
  const isLost = signal(false);
  const early: PageEvent[] = [];
  let take: (event: PageEvent) => unknown = (event) => early.push(event);
  // First of all: whatever happens while the rest is read comes as an event.
  await new Promise<void>((resolve) => {
    client.listen(
      (event) => take(event),
      (isThere) => {
        // Another program, maybe, which knows nothing of what stands here.
        if (isThere && isLost.value) location.reload();
        isLost.value = !isThere;
        resolve();
      },
    );
  });
  const state = await client.state();
  const [first] = state.channels;
  if (first === undefined) throw new Error('There is no channel.');
  const anew: Persona = {
    role: 'member',
    channel: first.id,
    locale: browsersLocale(),
    serverLocale: browsersLocale(),
    allCommands: false,
  };
  const persona = signal(keptPersona(state, anew));
  /** What `persona` is about to be. */
  let wanted = persona.value;
  const commandMenu = signal(await client.commandMenu(persona.value));
  const feed = createFeed(state.messages);
  const posts = signal(state.posts);
  const pins = signal(state.pins);
  const traces = signal(state.traces);
  const articles = signal(state.articles);
  const problems = signal(state.problems);
  const hasMadeUpData = signal(state.hasMadeUpData);
  const said = signal('');
  const trace = signal<string | null>(null);

  let asked = 0;
  /** Becomes who is wanted, with what Discord offers there now. Nothing is drawn in between: both come at once. */
  async function follow(): Promise<void> {
    const number = (asked += 1);
    const next = wanted;
    const offered = await client.commandMenu(next);
    // Who or what has changed meanwhile was asked for, too, with this change in it.
    if (number !== asked) return;
    batch(() => {
      commandMenu.value = offered;
      if (persona.value === next) return;
      keep(PERSONA, next);
      persona.value = next;
      feed.forgetNotices();
    });
  }

  function receive(event: PageEvent): void {
    switch (event.kind) {
      case 'message':
        return feed.put(event);
      case 'gone':
        return feed.remove(event.id);
      case 'pins':
        pins.value = { ...pins.value, [event.channel]: event.ids };
        return;
      case 'post':
        posts.value = withPost(posts.value, event.post);
        // Whether commands can be used there goes by whether it is locked.
        if (event.post.id === persona.value.channel) void follow();
        return;
      case 'trace':
        traces.value = withTrace(traces.value, event.trace);
        if (!traces.value.some(({ id }) => id === trace.value)) trace.value = null;
        return;
      case 'made-up':
        hasMadeUpData.value = true;
        return;
      case 'reset':
        // What this page holds belongs to what is gone.
        forgetKept();
        location.reload();
        return;
      case 'commands':
        void follow();
        return;
      case 'articles':
        articles.value = event.articles;
        return;
      case 'problems':
        problems.value = event.problems;
    }
  }
  for (const event of early) receive(event);
  take = receive;

  /** As they are now. */
  const places = () => ({ channels: state.channels, posts: posts.value });

  return {
    state,
    get posts() {
      return posts.value;
    },
    get persona() {
      return persona.value;
    },
    get person() {
      const found = state.people.find(({ role }) => role === persona.value.role);
      if (found === undefined) throw new Error('There is no such person.');
      return found;
    },
    get channel() {
      return channelFor(places(), persona.value);
    },
    get texts() {
      return textsFor(persona.value.locale);
    },
    get commands() {
      return commandMenu.value.commands;
    },
    get locales() {
      return commandMenu.value.locales;
    },
    get may() {
      return commandMenu.value.may;
    },
    feed,
    get pins() {
      return pins.value;
    },
    get traces() {
      return traces.value;
    },
    get articles() {
      return articles.value;
    },
    get problems() {
      return problems.value;
    },
    get hasMadeUpData() {
      return hasMadeUpData.value;
    },
    get isLost() {
      return isLost.value;
    },
    said,
    announce(text) {
      said.value = '';
      // The same text again is said again, too.
      requestAnimationFrame(() => {
        said.value = text;
      });
    },
    begun: signal(null),
    replyingTo: signal(null),
    isDrawerOpen: signal(false),
    trace,
    async act(act) {
      try {
        const result = await client.act(persona.value, act);
        const { post } = result;
        // Its event may come later, or has come, and maybe one of a change.
        if (post !== null && !posts.value.some(({ id }) => id === post.id))
          posts.value = [...posts.value, post];
        return result;
      } catch (error) {
        // Else the program refused: what was pressed has gone meanwhile.
        return error instanceof TypeError
          ? null
          : { choices: [], form: null, post: null, failed: true, interaction: null };
      }
    },
    demonstrate: (what) => client.demonstrate(persona.value, what),
    reset: () => client.reset(),
    become(changes) {
      const changed = { ...wanted, ...changes };
      wanted = { ...changed, channel: channelFor(places(), changed).id };
      return follow();
    },
  };
}
