import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** A pipe, a device, a socket or a folder: it may never end, or never begin. */
export class NotRegularFile extends Error {
  override readonly name = 'NotRegularFile';
}

/** Follows links. Rejects with `NotRegularFile`, or with Node's error where it can't be opened. */
export async function openRegularFile(file: string): Promise<FileHandle> {
  // Else a pipe would wait for somebody who writes, and keep one of Node's few threads.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) throw new NotRegularFile(`${file} is no regular file.`);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Null where it holds more bytes than `most`, whatever size it says that it has. Rejects as `openRegularFile`. */
export async function readRegularFile(file: string, most: number): Promise<Buffer | null> {
  const handle = await openRegularFile(file);
  const chunks: Buffer[] = [];
  // The stream closes the file.
  for await (const chunk of handle.createReadStream({ end: most }) as AsyncIterable<Buffer>)
    chunks.push(chunk);
  const content = Buffer.concat(chunks);
  return content.byteLength > most ? null : content;
}
