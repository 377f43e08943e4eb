import type { IncomingMessage } from 'node:http';

export interface SentFile {
  readonly name: string;
  readonly data: Uint8Array;
}

/** What came in a request: JSON, and with it maybe files. */
export interface SentBody {
  readonly json: unknown;
  readonly files: readonly SentFile[];
}

export async function readBody(request: IncomingMessage): Promise<SentBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) {
    return { json: bytes.length === 0 ? undefined : JSON.parse(bytes.toString()), files: [] };
  }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files: SentFile[] = [];
  for (let number = 0; ; number += 1) {
    const file = form.get(`files[${number}]`);
    if (!(file instanceof File)) break;
    files.push({ name: file.name, data: new Uint8Array(await file.arrayBuffer()) });
  }
  return { json: JSON.parse(String(form.get('payload_json'))), files };
}

/** Each file has its entry in `attachments`, and the other way round (Reference, Uploading Files). */
export function checkFiles(json: unknown, files: readonly SentFile[]): string[] {
  const body = json as { attachments?: Entry[]; data?: { attachments?: Entry[] } } | undefined;
  const named = body?.data?.attachments ?? body?.attachments ?? [];
  const wanted = named.map(({ id, filename }) => `${id} ${filename}`);
  const sent = files.map(({ name }, id) => `${id} ${name}`);
  return wanted.join() === sent.join() ? [] : [`files ${sent.join()} for attachments ${wanted.join()}`];
}

interface Entry {
  readonly id: string;
  readonly filename: string;
}
