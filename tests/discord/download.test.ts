import { describe, expect, it } from 'vitest';
import { DiscordRefusal } from '../../src/discord/refusal.ts';
import { downloadFile, type FetchFile } from '../../src/discord/download.ts';

const URL_OF_FILE = 'https://cdn.discordapp.com/ephemeral-attachments/1/2/faq.md?ex=1&is=2&hm=secret';

/** Whoever is asked says this. */
function saying(answer: () => Response) {
  const asked: string[] = [];
  const options: RequestInit[] = [];
  const fetchFile: FetchFile = async (url, given) => {
    asked.push(url);
    options.push(given);
    return answer();
  };
  return { asked, options, fetchFile };
}

const endless = () =>
  new Response(
    new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(64)),
    }),
  );

describe('an attached file', () => {
  it('is read from where Discord keeps it, following no redirect and within a time', async () => {
    const { asked, options, fetchFile } = saying(() => new Response('hello'));
    expect(Buffer.from((await downloadFile(URL_OF_FILE, 10, fetchFile)) ?? []).toString()).toBe('hello');
    expect(asked).toEqual([URL_OF_FILE]);
    expect(options[0]).toMatchObject({ redirect: 'error', signal: expect.any(AbortSignal) });
  });

  it.each([
    'http://cdn.discordapp.com/a.md',
    'https://cdn.discordapp.com.example.org/a.md',
    'https://cdn.discordapp.com:8443/a.md',
    'https://user@example.org/cdn.discordapp.com/a.md',
    'https://169.254.169.254/latest',
    'file:///etc/hosts',
    'data:text/plain,hello',
    'nonsense',
  ])('is not read from %s', async (url) => {
    const { asked, fetchFile } = saying(() => new Response('hello'));
    expect(await downloadFile(url, 10, fetchFile)).toBeNull();
    expect(asked).toEqual([]);
  });

  it('is not read on once it is too large, whatever it says of itself', async () => {
    expect(await downloadFile(URL_OF_FILE, 100, saying(endless).fetchFile)).toBeNull();
    expect(await downloadFile(URL_OF_FILE, 4, saying(() => new Response('hello')).fetchFile)).toBeNull();
    expect(await downloadFile(URL_OF_FILE, 5, saying(() => new Response('hello')).fetchFile)).toHaveLength(5);
  });

  it('may be gone', async () => {
    expect(
      await downloadFile(URL_OF_FILE, 10, saying(() => new Response('', { status: 404 })).fetchFile),
    ).toBeNull();
  });

  it('that can’t be had now fails without its address, which would let anybody read it', async () => {
    const refused = downloadFile(URL_OF_FILE, 10, () =>
      Promise.reject(new Error(`no route to ${URL_OF_FILE}`)),
    );
    await expect(refused).rejects.toThrow(DiscordRefusal);
    await expect(refused).rejects.not.toThrow(/secret/);
    const failing = saying(() => new Response('', { status: 503 }));
    await expect(downloadFile(URL_OF_FILE, 10, failing.fetchFile)).rejects.toThrow('HTTP 503');
  });
});
