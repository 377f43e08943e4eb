import { DiscordRefusal } from './refusal.ts';

/** As `fetch`. */
export type FetchFile = (url: string, options: RequestInit) => Promise<Response>;

/** Where Discord keeps attached files (Reference, CDN): whatever an address says, nothing else is asked. */
const HOST = 'cdn.discordapp.com';

/** In milliseconds. */
const TIMEOUT_MS = 5_000;

/**
 * A file that somebody attached; null where it is gone, or has more than `most` bytes. Throws `DiscordRefusal` where
 * Discord can't be reached in time.
 */
export async function downloadFile(
  url: string,
  most: number,
  fetchFile: FetchFile,
): Promise<Uint8Array | null> {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address?.protocol !== 'https:' || address.host !== HOST) return null;
  try {
    const response = await fetchFile(address.href, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return await readAtMost(response, most);
    await response.body?.cancel();
    if (response.status >= 400 && response.status < 500) return null;
    throw new DiscordRefusal(`Discord answered a download with HTTP ${response.status}.`, 0, response.status);
  } catch (error) {
    if (error instanceof DiscordRefusal) throw error;
    // The error holds the address, which lets anybody read the file.
    throw new DiscordRefusal('A file could not be downloaded from Discord.', 0, 0);
  }
}

/** What a header promises is not believed: it is counted. */
async function readAtMost({ body }: Response, most: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop ends the download.
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
