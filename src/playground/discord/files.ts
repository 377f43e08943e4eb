import type { APIAttachment } from 'discord-api-types/v10';
import type { Attachment } from '../../discord/api.ts';
import { attachmentOf } from '../interactions.ts';

/** The files that came with messages and commands, at addresses as Discord gives them (Reference, CDN). */
export interface FileStore {
  keep(file: Attachment): APIAttachment;
  /** Behind the host of an address; null where nothing is there. */
  read(path: string): { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string } | null;
  clear(): void;
  /** As `fetch`, for the bot: nothing is asked of anybody else. */
  readonly fetch: (url: string) => Promise<Response>;
}

const CDN = 'https://cdn.discordapp.com';

export function createFileStore(): FileStore {
  const files = new Map<string, { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }>();
  const read: FileStore['read'] = (path) => files.get(path) ?? null;
  return {
    keep(file) {
      const attachment = attachmentOf(file);
      const path = `/attachments/${attachment.id}/${encodeURIComponent(file.name)}`;
      files.set(path, {
        bytes: new Uint8Array(file.data),
        type: attachment.content_type ?? 'application/octet-stream',
      });
      return { ...attachment, url: `${CDN}${path}`, proxy_url: `${CDN}${path}` };
    },
    read,
    clear: () => files.clear(),
    async fetch(url) {
      const file = url.startsWith(CDN) ? read(url.slice(CDN.length)) : null;
      return file === null
        ? new Response(null, { status: 404 })
        : new Response(file.bytes, { headers: { 'content-type': file.type } });
    },
  };
}
