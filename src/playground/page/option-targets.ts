import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { CHANNEL, MENTIONABLE, ROLE, USER } from './command-types.ts';
import type { Session } from './session.ts';
import { targetsOf, type Target } from './targets.ts';

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
