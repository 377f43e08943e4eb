import type { Act, ActResult, Channel, Offer, Person, Persona, ShownMessage, State } from '../protocol.ts';
import { client } from './client.ts';
import type { References } from './markdown-view.ts';
import { textsFor, type Texts } from './texts.ts';

/** What all parts of the page go by. */
export interface Session {
  readonly state: State;
  readonly persona: Persona;
  readonly person: Person;
  readonly channel: Channel;
  readonly texts: Texts;
  /** What Discord offers this person here. */
  readonly commands: Offer['commands'];
  readonly may: Offer['may'];
  readonly references: References;
  readonly message: (id: string) => ShownMessage | undefined;
  /** Says something to whoever does not look. */
  readonly announce: (text: string) => void;
  /** Does something as this person. Null where the program could not. */
  readonly act: (act: Act) => Promise<ActResult | null>;
  /** Changes who one is, or where. */
  readonly become: (changes: Partial<Persona>) => Promise<void>;
}

/** As a channel is called in texts: `#general`, `@Footnote`. */
export function channelTitle({ place, name }: Channel): string {
  return `${place === 'dm' ? '@' : '#'}${name}`;
}

/** Where somebody is who becomes another: their own direct messages, and otherwise where they were. */
function channelFor(state: State, wanted: Persona): Channel {
  const channel = state.channels.find(({ id }) => id === wanted.channel);
  const fits = channel !== undefined && (channel.owner === null || channel.owner === wanted.role);
  const own = state.channels.find(({ owner }) => owner === wanted.role);
  const found = fits ? channel : (own ?? state.channels[0]);
  if (found === undefined) throw new Error('There is no channel.');
  return found;
}

const PERSONA = 'persona';

/** Who somebody was before they loaded the page anew; null where that can't be any more. */
function keptPersona(state: State): Persona | null {
  // Nobody but this page has written it.
  const kept: Persona | null = JSON.parse(sessionStorage.getItem(PERSONA) ?? 'null');
  if (kept === null) return null;
  const { locale, serverLocale } = kept;
  if (![locale, serverLocale].every((one) => state.locales.includes(one))) return null;
  return { ...kept, channel: channelFor(state, kept).id };
}

export async function openSession(handlers: {
  /** Everything has to be drawn anew. */
  readonly onPersona: () => void;
  readonly onCommands: () => void;
  readonly references: References;
  readonly announce: (text: string) => void;
  readonly message: Session['message'];
}): Promise<Session & { readonly reload: () => Promise<void> }> {
  const state = await client.state();
  const [first] = state.channels;
  if (first === undefined) throw new Error('There is no channel.');
  const [locale = 'en-US'] = state.locales;
  const anew: Persona = {
    role: 'member',
    channel: first.id,
    locale,
    serverLocale: locale,
    allCommands: false,
  };
  let persona = keptPersona(state) ?? anew;
  /** What `persona` is about to be. */
  let wanted = persona;
  let offer = await client.offer(persona);

  const reload = async (): Promise<void> => {
    offer = await client.offer(persona);
    handlers.onCommands();
  };
  return {
    state,
    get persona() {
      return persona;
    },
    get person() {
      const found = state.people.find(({ role }) => role === persona.role);
      if (found === undefined) throw new Error('There is no such person.');
      return found;
    },
    get channel() {
      return channelFor(state, persona);
    },
    get texts() {
      return textsFor(persona.locale);
    },
    get commands() {
      return offer.commands;
    },
    get may() {
      return offer.may;
    },
    references: handlers.references,
    message: handlers.message,
    announce: handlers.announce,
    async act(act) {
      try {
        return await client.act(persona, act);
      } catch (error) {
        // Else the program refused: what was pressed has gone meanwhile.
        return error instanceof TypeError
          ? null
          : { choices: [], form: null, failed: true, interaction: null };
      }
    },
    async become(changes) {
      const changed = { ...wanted, ...changes };
      const next = { ...changed, channel: channelFor(state, changed).id };
      wanted = next;
      // Nothing is drawn in between: the commands are always those of the person who is seen.
      const offered = await client.offer(next);
      // Somebody has changed more meanwhile, which holds this change, too.
      if (wanted !== next) return;
      offer = offered;
      persona = next;
      sessionStorage.setItem(PERSONA, JSON.stringify(persona));
      handlers.onPersona();
    },
    reload,
  };
}
