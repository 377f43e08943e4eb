import type { APIMessage } from 'discord-api-types/v10';
import type { Library } from '../../src/content/pack.ts';
import type { Bot } from './bot.ts';
import type { ChannelsOfDiscord } from './discord.ts';
import { editTold, messageTold, postTold, sceneOf } from './events.ts';
import { answeredLine, type Line } from './hour.ts';
import { peopleOf } from './people.ts';
import { readSaid, type Said } from './said.ts';
import type { Server } from './server.ts';

/** One thing that somebody did, and what the bot said to it. */
export interface Played {
  readonly line: Line;
  readonly said: Said;
}

/** Plays the hour, one message after the other: each is told when the bot is done with the one before. */
export async function playHour(
  hour: readonly Line[],
  parts: {
    readonly bot: Bot;
    readonly discord: ChannelsOfDiscord;
    readonly library: Library;
    readonly server: Server;
    /** Sets the bot's clock, in milliseconds from the hour's start. */
    readonly setClock: (time: number) => void;
  },
): Promise<readonly Played[]> {
  const { bot, discord, library, server, setClock } = parts;
  const where = { people: peopleOf(hour), server };
  /** What people wrote, and what the bot said to it, by line. */
  const written = new Map<number, APIMessage>();
  const answers = new Map<number, APIMessage>();
  const played: Played[] = [];

  function tellOf(line: Line) {
    switch (line.kind) {
      case 'message': {
        const answered = answeredLine(line);
        const repliesTo =
          answered !== null
            ? answers.get(answered)
            : typeof line.repliesTo === 'number'
              ? written.get(line.repliesTo)
              : undefined;
        // To an answer that never came nobody replies: what is left is a message that mentions nobody.
        const told = messageTold(line, repliesTo ?? null, where);
        discord.channels.add(told.message);
        return told;
      }
      case 'edit': {
        const before = written.get(line.edits ?? 0);
        if (before === undefined) throw new Error(`Line ${line.id} changes a message that isn't there.`);
        const told = editTold(line, before, where);
        discord.channels.replace(told.message);
        return told;
      }
      case 'post': {
        const told = postTold(line, discord.threads, where);
        discord.channels.add(told.message);
        return told;
      }
    }
  }

  for (const line of hour) {
    setClock(line.at * 1_000);
    const { message, events } = tellOf(line);
    written.set(line.id, message);
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as they were written
    const counted = await bot.tell(events);
    const posted = discord.takePosted();
    const stray = posted.find(
      ({ channel_id: channel, message_reference: to }) =>
        channel !== message.channel_id || (line.kind !== 'post' && to?.message_id !== message.id),
    );
    if (stray !== undefined) throw new Error(`The bot said something else to line ${line.id}.`);
    const [answer] = posted;
    if (answer !== undefined) answers.set(line.id, answer);
    // oxlint-disable-next-line no-await-in-loop -- the same
    const said = await readSaid(posted, counted, {
      library,
      press: (shown, customId) => bot.press(sceneOf(line, where), shown, customId),
    });
    played.push({ line, said });
  }
  return played;
}
