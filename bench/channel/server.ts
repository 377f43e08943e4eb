import { ChannelType } from 'discord-api-types/v10';
import { z } from 'zod';
import { describedServer } from '../gateway/described-server.ts';
import type { Line } from './hour.ts';

/** Where the hour happens. */
export interface Server {
  readonly id: string;
  /** The ids of its channels by their names in the hour. */
  readonly channels: Readonly<Record<Line['channel'], string>>;
}

const described = z.object({
  id: z.string(),
  channels: z.array(z.object({ id: z.string(), type: z.int() })),
});

/** The server that the gateway describes first; its first channels of text are those of the hour. */
export function serverOfHour(): Server {
  const { id, channels } = described.parse(describedServer(0));
  const texts = channels.filter(({ type }) => type === ChannelType.GuildText);
  const at = (index: number) => texts[index]?.id ?? id;
  return {
    id,
    channels: { general: at(0), 'ai-news': at(1), models: at(2), 'off-topic': at(3), help: at(4) },
  };
}
