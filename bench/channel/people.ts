import type { APIUser } from 'discord-api-types/v10';
import { APPLICATION_ID, userOf } from '../../src/playground/interactions.ts';
import type { Line } from './hour.ts';

/** Who writes in the hour, and how they are mentioned. */
export interface People {
  user(name: string): APIUser;
  /** As Discord has it: mentions by id. */
  typed(content: string): string;
}

const FIRST_ID = 300_000_000_000_000_000n;

export function peopleOf(hour: readonly Line[]): People {
  const users = new Map<string, APIUser>([
    ['Footnote', { ...userOf(APPLICATION_ID, 'Footnote'), bot: true }],
  ]);
  for (const { author, bot, webhook } of hour) {
    if (users.has(author)) continue;
    const user = userOf(String(FIRST_ID + BigInt(users.size)), author);
    users.set(author, bot === true || webhook === true ? { ...user, bot: true } : user);
  }
  return {
    user(name) {
      const found = users.get(name);
      if (found === undefined) throw new Error(`Nobody in the hour is called "${name}".`);
      return found;
    },
    typed: (content) =>
      content.replaceAll(/@([\w.]+)/g, (text, name: string) => {
        const found = users.get(name);
        return found === undefined ? text : `<@${found.id}>`;
      }),
  };
}
