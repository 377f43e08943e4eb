import type { AttachedFile } from '../protocol.ts';

/** Files are read only when they are sent. Rejects where that can't be done: it was changed or deleted since it was chosen. */
export async function readFile(file: File): Promise<AttachedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { name: file.name, data: btoa(binary) };
}
