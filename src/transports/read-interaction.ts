import { InteractionType, type APIInteraction } from 'discord-api-types/v10';
import { z } from 'zod';

export const snowflake = z.string().regex(/^\d{1,20}$/);
const common = { id: snowflake, application_id: snowflake, token: z.string().min(1) };
const user = z.looseObject({ id: snowflake });
/** In a server there is a member, elsewhere a user. Their language is that of an apology, too. */
const somebody = {
  member: z.looseObject({ user }).optional(),
  user: user.optional(),
  locale: z.string().optional(),
};
const byCommand = { ...common, ...somebody, data: z.looseObject({ name: z.string(), type: z.number() }) };
const byCustomId = { ...common, ...somebody, data: z.looseObject({ custom_id: z.string() }) };

/**
 * What handlers count on without looking again (Interactions, Receiving and Responding: Interaction Structure). All
 * else is Discord's word: where that is odd, the handler fails, and an apology is said.
 */
const interaction = z
  .discriminatedUnion('type', [
    z.looseObject({ ...common, type: z.literal(InteractionType.Ping) }),
    z.looseObject({ ...byCommand, type: z.literal(InteractionType.ApplicationCommand) }),
    z.looseObject({ ...byCommand, type: z.literal(InteractionType.ApplicationCommandAutocomplete) }),
    z.looseObject({
      ...byCustomId,
      type: z.literal(InteractionType.MessageComponent),
      message: z.looseObject({ id: snowflake }),
    }),
    z.looseObject({ ...byCustomId, type: z.literal(InteractionType.ModalSubmit) }),
  ])
  .refine(
    (read) => read.type === InteractionType.Ping || read.member !== undefined || read.user !== undefined,
  );

function isInteraction(value: unknown): value is APIInteraction {
  return interaction.safeParse(value).success;
}

/** Null for what is not an interaction. */
export function readInteraction(value: unknown): APIInteraction | null {
  return isInteraction(value) ? value : null;
}
