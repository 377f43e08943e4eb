import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { CHANNEL, MENTIONABLE, ROLE, USER } from './command-types.ts';
import type { Session } from './session.ts';

/** Somebody, a role or a channel that can be picked. */
export interface Target {
  readonly id: string;
  /** As it is called in texts: `@Mia`, `#general`. */
  readonly label: string;
}

export type TargetKind = 'user' | 'role' | 'channel' | 'mentionable';

/** Discord's numbers for those of this page's servers (Resources, Channel). */
const CHANNEL_TYPES = { text: 0, forum: 15 } as const;

/** Whoever and whatever there is to pick in this place. */
export function targetsOf(
  kind: TargetKind,
  { state, channel, person }: Session,
  channelTypes: readonly number[] = [],
): readonly Target[] {
  const { place } = channel;
  // In direct messages there are only the two.
  const people = place === 'dm' ? [person, state.bot] : [...state.people, state.bot];
  const users = people.map(({ id, name }) => ({ id, label: `@${name}` }));
  const roles = state.roles
    .filter((role) => role.place === place)
    .map(({ id, name }) => ({ id, label: name.startsWith('@') ? name : `@${name}` }));
  switch (kind) {
    case 'user':
      return users;
    case 'role':
      return roles;
    case 'mentionable':
      return [...users, ...roles];
    case 'channel':
      if (place === 'dm') return [];
      return state.channels
        .filter((one) => one.place === place)
        .filter((one) => channelTypes.length === 0 || channelTypes.includes(CHANNEL_TYPES[one.kind]))
        .map(({ id, name }) => ({ id, label: `#${name}` }));
  }
}

/** Whom or what an option can name; null where it names nobody. */
export function optionTargets(
  option: APIApplicationCommandBasicOption,
  session: Session,
): readonly Target[] | null {
  switch (option.type) {
    case USER:
      return targetsOf('user', session);
    case ROLE:
      return targetsOf('role', session);
    case MENTIONABLE:
      return targetsOf('mentionable', session);
    case CHANNEL:
      return targetsOf('channel', session, option.channel_types);
    default:
      return null;
  }
}

/** Those that may be meant by what was typed. */
export function targetsMatching(targets: readonly Target[], typed: string): readonly Target[] {
  const wanted = bare(typed);
  return targets.filter(({ label }) => bare(label).includes(wanted));
}

/** By its name or its id, as somebody wrote it. */
export function targetNamed(targets: readonly Target[], written: string): Target | null {
  const wanted = written.trim();
  return targets.find(({ id, label }) => id === wanted || bare(label) === bare(wanted)) ?? null;
}

function bare(label: string): string {
  return label.trim().replace(/^[@#]/, '').toLowerCase();
}
