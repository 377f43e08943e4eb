import {
  MessageFlags,
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { Attachment } from '../../discord/api.ts';
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
  readonly message_reference?: SentReference | undefined;
}

/** The message of the same channel that a message replies to. */
interface SentReference {
  readonly message_id: string;
  readonly fail_if_not_exists?: boolean | undefined;
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
  message_reference: z
    .object({ message_id: z.string(), fail_if_not_exists: z.boolean().optional() })
    .optional(),
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
  const { content, embeds, components } = sent;
  const attachments =
    sent.attachments === undefined
      ? message.attachments
      : attached(sent.attachments, files, keepFile, message.attachments);
  const flags = (message.flags ?? 0) | layoutFlag(sent);
  return {
    ...message,
    ...(content === undefined ? {} : { content }),
    ...(embeds === undefined ? {} : { embeds: withAddresses(embeds, attachments) }),
    ...(components === undefined ? {} : { components: withAddresses(components, attachments) }),
    attachments,
    ...(flags === 0 ? {} : { flags }),
    edited_timestamp: new Date(at).toISOString(),
  };
}

/** What a new message shows, with its files. */
export function posted(
  sent: SentMessage,
  files: readonly SentFile[],
  keepFile: KeepFile,
): Pick<APIMessage, 'content' | 'embeds' | 'components' | 'attachments'> {
  const attachments = attached(sent.attachments, files, keepFile);
  return {
    content: sent.content ?? '',
    embeds: withAddresses(sent.embeds ?? [], attachments),
    components: withAddresses(sent.components ?? [], attachments),
    attachments,
  };
}

/** Of messages made of components alone; it can't be taken back. */
export function layoutFlag({ flags = 0 }: SentMessage): number {
  return flags & MessageFlags.IsComponentsV2;
}

/** `attachment://` names a file of the same message (Reference, Uploading Files): the message has its address. */
function withAddresses<T>(shown: T, attachments: readonly APIAttachment[]): T {
  return JSON.parse(JSON.stringify(shown), (key, value: unknown) => {
    if (key !== 'url' || typeof value !== 'string') return value;
    return attachments.find(({ filename }) => value === `attachment://${filename}`)?.url ?? value;
  });
}

/** Files that came along, and those that stay. Throws `Refused` for one that is neither. */
function attached(
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

/** Names of files that a message shows and doesn't have. */
export function lostFiles({ embeds, components = [] }: APIMessage): string[] {
  const names = JSON.stringify([embeds, components]).match(/"attachment:\/\/[^"]*"/g) ?? [];
  return names.map((name) => `${name} names no file of this message`);
}

function orAbsent<T>(value: T | null | undefined): T | undefined {
  return value ?? undefined;
}

function isList(value: unknown): boolean {
  return Array.isArray(value);
}
