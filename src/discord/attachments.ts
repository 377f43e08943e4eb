import type { RESTAPIAttachment } from 'discord-api-types/v10';
import type { Attachment, MessageBody } from './api.ts';
import type { Reply } from './command.ts';

/** A message as Discord's JSON, which names the files that travel beside it. */
export function jsonOf({ files, ...body }: MessageBody): Omit<MessageBody, 'files'> & {
  readonly attachments?: RESTAPIAttachment[];
} {
  if (files === undefined || files.length === 0) return body;
  return {
    ...body,
    // By its number in the list Discord finds the file of each.
    attachments: files.map(({ name, description }, id) => ({
      id: String(id),
      filename: name,
      ...(description === undefined ? {} : { description }),
    })),
  };
}

/** The files of a reply's message. */
export function filesOf(reply: Reply): readonly Attachment[] {
  return reply.kind === 'modal' || reply.kind === 'remove' ? [] : (reply.body.files ?? []);
}
