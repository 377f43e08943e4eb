import { ApplicationCommandType } from 'discord-api-types/v10';
import { z } from 'zod';

/** Where commands are registered: for everybody, or in one server. */
export type Scope = { readonly kind: 'global' } | { readonly kind: 'guild'; readonly guildId: string };

/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

const localisations = z
  .record(z.string(), z.string().nullish())
  .nullish()
  .transform((map) =>
    Object.fromEntries(
      Object.entries(map ?? {})
        .flatMap(([locale, text]) => (text === null || text === undefined ? [] : [[locale, text] as const]))
        .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ),
  );

const numbers = z
  .array(z.number())
  .nullish()
  .transform((list) => (list ?? []).toSorted((one, other) => one - other));

const choice = z.object({
  name: z.string(),
  name_localizations: localisations,
  value: z.union([z.string(), z.number()]),
});

const bound = z.number().nullish().default(null);
const flag = z.boolean().nullish().transform(Boolean);

/** What Discord leaves out, or adds, where it stands for nothing. */
const option: z.ZodType<JsonObject> = z.object({
  type: z.number(),
  name: z.string(),
  name_localizations: localisations,
  description: z.string(),
  description_localizations: localisations,
  required: flag,
  autocomplete: flag,
  choices: z
    .array(choice)
    .nullish()
    .transform((list) => list ?? []),
  channel_types: numbers,
  min_value: bound,
  max_value: bound,
  min_length: bound,
  max_length: bound,
  options: z
    .lazy(() => z.array(option))
    .nullish()
    .transform((list) => list ?? []),
});

const command = z.object({
  type: z
    .number()
    .nullish()
    .transform((type) => type ?? ApplicationCommandType.ChatInput),
  name: z.string(),
  name_localizations: localisations,
  description: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  description_localizations: localisations,
  default_member_permissions: z.string().nullish().default(null),
  nsfw: flag,
  contexts: z
    .array(z.number())
    .nullish()
    .transform((list) => list?.toSorted((one, other) => one - other) ?? null),
  integration_types: z
    .array(z.number())
    .nullish()
    .transform((list) => (list ?? [0]).toSorted((one, other) => one - other)),
  options: z
    .array(option)
    .nullish()
    .transform((list) => list ?? []),
});

export type NormalCommand = z.infer<typeof command>;

/**
 * A command in one form, whether it is ours or comes from Discord: defaults filled in, what has no order
 * sorted, what Discord adds (ids, versions) left out. Throws where it is no command.
 */
export function normalForm(definition: unknown): NormalCommand {
  return command.parse(definition);
}
