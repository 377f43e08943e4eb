import { z } from 'zod';
import { Refused } from './refused.ts';

export interface SentFile {
  readonly name: string;
  readonly data: Uint8Array;
}

/** What came with a request or a response: JSON, and with it maybe files. */
export interface SentBody {
  readonly json: unknown;
  readonly files: readonly SentFile[];
}

/** Throws `Refused` where it is no JSON (Reference, Uploading Files). */
export async function readBody(bytes: ArrayBuffer, contentType: string): Promise<SentBody> {
  if (!contentType.startsWith('multipart/form-data')) {
    return { json: bytes.byteLength === 0 ? undefined : parse(new TextDecoder().decode(bytes)), files: [] };
  }
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  const files: SentFile[] = [];
  for (let number = 0; ; number += 1) {
    const file = form.get(`files[${number}]`);
    if (!(file instanceof File)) break;
    // One after the other, as they are numbered.
    // oxlint-disable-next-line no-await-in-loop
    files.push({ name: file.name, data: new Uint8Array(await file.arrayBuffer()) });
  }
  const json = form.get('payload_json');
  return { json: typeof json === 'string' ? parse(json) : undefined, files };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(400, 50109, 'The request body contains invalid JSON.');
  }
}

const entries = z.array(z.object({ id: z.union([z.string(), z.number()]), filename: z.string().optional() }));
const withEntries = z.object({
  attachments: entries.optional(),
  data: z.object({ attachments: entries.optional() }).optional(),
});

/**
 * Each file has its entry in `attachments`, and the other way round (Reference, Uploading Files). An entry with the id
 * of an attachment keeps one that stands there.
 */
export function checkFiles(json: unknown, files: readonly SentFile[]): string[] {
  const body = withEntries.safeParse(json).data;
  const named = body?.data?.attachments ?? body?.attachments ?? [];
  const wanted = named.filter(({ id }) => isFileNumber(id)).map(({ id, filename }) => `${id} ${filename}`);
  const sent = files.map(({ name }, id) => `${id} ${name}`);
  return wanted.join() === sent.join() ? [] : [`files ${sent.join()} for attachments ${wanted.join()}`];
}

/** A message holds ten files; ids of attachments are far longer. */
export function isFileNumber(id: string | number): boolean {
  return /^\d$/.test(String(id));
}
