import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchPage, reachOf } from '../../src/cli/fetch-page.ts';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

describe('a page that is named by its address', () => {
  it('is fetched from this machine where it was named so, behind redirects, too', async () => {
    const origin = await serve(({ url }, response) => {
      if (url === '/old') response.writeHead(302, { location: '/new' }).end();
      else response.setHeader('content-type', 'text/html').end('<h1>Tides</h1>');
    });
    const { name, bytes, url } = await fetchPage(`${origin}/old#part`);
    expect(Buffer.from(bytes).toString()).toBe('<h1>Tides</h1>');
    expect({ name, url }).toEqual({ name: `${origin.slice(7)}/new.html`, url: `${origin}/new` });
  });

  it.each([
    ['in a circle', '/', 'more than 5 times'],
    ['to a private network', 'http://10.0.0.1/', '10.0.0.1 is not on the web'],
    ['to where clouds keep their secrets', 'http://169.254.169.254/latest', 'is not on the web'],
    ['to a file', 'file:///etc/passwd', '"file:" is not fetched'],
  ])('is not fetched where it leads %s', async (_, location, sentence) => {
    const origin = await serve((_request, response) => response.writeHead(302, { location }).end());
    await expect(fetchPage(`${origin}/`)).rejects.toThrow(sentence);
  });

  it('is no page where the server says so', async () => {
    const origin = await serve((_request, response) => response.writeHead(404).end('no'));
    await expect(fetchPage(`${origin}/x`)).rejects.toThrow('answered with 404');
  });

  it('is given up where it never ends', async () => {
    const origin = await serve((_request, response) => {
      const more = (): void => {
        if (!response.destroyed && response.write(Buffer.alloc(1_000_000, 'a'))) setImmediate(more);
      };
      response.on('drain', more);
      more();
    });
    await expect(fetchPage(origin)).rejects.toThrow('is too large');
  });

  it.each([
    'ftp://example.org/',
    'https://me:secret@example.org/',
    'http://192.168.1.1/',
    'http://[fd00::1]/',
    'http://[::ffff:10.0.0.1]/',
  ])('is refused at once for %s', async (address) => {
    await expect(fetchPage(address)).rejects.toThrow(/is not fetched|without a user|is not on the web/);
  });
});

it.each([
  ['93.184.216.34', 'public'],
  ['2606:2800:220:1::1', 'public'],
  ['127.0.0.1', 'loopback'],
  ['::1', 'loopback'],
  ['::ffff:192.168.0.1', 'private'],
  ['100.64.0.1', 'private'],
  ['fe80::1', 'private'],
  ['0.0.0.0', 'private'],
])('%s is a %s address', (address, reach) => {
  expect(reachOf(address)).toBe(reach);
});
