import type { APIAttachment, APIEmbed, APIMessage, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Attachment } from '../../discord/attachments.ts';
import { invalidBody } from './refused.ts';
import { isFileNumber, type SentFile } from './sent-body.ts';

/** A message as it was sent, after its check: what is absent stays as it is in an edit. */
export interface SentMessage {
  readonly content?: string | undefined;
  readonly embeds?: APIEmbed[] | undefined;
  readonly components?: APIMessageTopLevelComponent[] | undefined;
  readonly attachments?: readonly SentAttachment[] | undefined;
  readonly flags?: number | undefined;
  readonly nonce?: string | number | undefined;
}

/** Makes a file one that a message shows. */
export type KeepFile = (file: Attachment) => APIAttachment;

interface SentAttachment {
  /** The number of its file in the request, or the id of one that stands there already. */
  readonly id: string | number;
  readonly filename?: string | undefined;
  readonly description?: string | undefined;
}

/** Embeds and components are handed on as they came: the check went through them. */
const sentMessage = z.object({
  content: z.string().nullish().transform(orAbsent),
  embeds: z.custom<APIEmbed[]>(isList).nullish().transform(orAbsent),
  components: z.custom<APIMessageTopLevelComponent[]>(isList).nullish().transform(orAbsent),
  attachments: z
    .array(
      z.object({
        id: z.union([z.string(), z.number()]),
        filename: z.string().optional(),
        description: z.string().optional(),
      }),
    )
    .nullish()
    .transform(orAbsent),
  flags: z.number().nullish().transform(orAbsent),
  nonce: z.union([z.string(), z.number()]).optional(),
});

export function readMessage(json: unknown): SentMessage {
  return sentMessage.parse(json ?? {});
}

/** A message after an edit. */
export function edited(
  message: APIMessage,
  sent: SentMessage,
  files: readonly SentFile[],
  at: number,
  keepFile: KeepFile,
): APIMessage {
  const { content, embeds, components, attachments } = sent;
  return {
    ...message,
    ...(content === undefined ? {} : { content }),
    ...(embeds === undefined ? {} : { embeds }),
    ...(components === undefined ? {} : { components }),
    ...(attachments === undefined
      ? {}
      : { attachments: attached(attachments, files, keepFile, message.attachments) }),
    edited_timestamp: new Date(at).toISOString(),
  };
}

/** Files that came along, and those that stay. Throws `Refused` for one that is neither. */
export function attached(
  wanted: readonly SentAttachment[] = [],
  files: readonly SentFile[],
  keepFile: KeepFile,
  standing: readonly APIAttachment[] = [],
): APIAttachment[] {
  return wanted.map(({ id, description }) => {
    const described = description === undefined ? {} : { description };
    const file = isFileNumber(id) ? files[Number(id)] : undefined;
    if (file !== undefined) return keepFile({ ...file, ...described });
    const kept = standing.find((one) => one.id === String(id));
    if (kept === undefined) throw invalidBody([`there is no attachment ${id}`]);
    return { ...kept, ...described };
  });
}

function orAbsent<T>(value: T | null | undefined): T | undefined {
  return value ?? undefined;
}

function isList(value: unknown): boolean {
  return Array.isArray(value);
}
