import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { load } from '../../bench/http/load.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function answering(status: number, body: string): Promise<number> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-length': body.length }).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

const REQUEST = Buffer.from('POST /interactions HTTP/1.1\r\nhost: bot\r\ncontent-length: 0\r\n\r\n');

describe('a measurement over HTTP', () => {
  it('takes an answer, as many as there are requests', async () => {
    const port = await answering(200, '{"type":4,"data":{}}');
    expect((await load([port], Array<Buffer>(5).fill(REQUEST), 2)).latencies).toHaveLength(5);
  });

  it.each([
    ['a deferral, whose answer is still to come', 200, '{"type":5,"data":{"flags":64}}', 'deferral'],
    ['a refusal', 401, '{"error":"no"}', 'HTTP/1.1 401'],
  ])('does not take %s', async (_, status, body, words) => {
    await expect(load([await answering(status, body)], [REQUEST], 1)).rejects.toThrow(words);
  });
});
