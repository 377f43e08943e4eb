import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { listServers } from '../../src/discord/list-servers.ts';
import { createRest } from '../../src/discord/rest.ts';
import { NO_METRICS } from '../../src/metrics/metrics.ts';

it('all servers of the bot are found, however many pages they fill', async () => {
  const ids = Array.from({ length: 401 }, (_, at) => String(1000 + at));
  const discord = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://discord');
    const after = searchParams.get('after') ?? '0';
    const page = ids.filter((id) => id > after).slice(0, Number(searchParams.get('limit')));
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(page.map((id) => ({ id, name: 'a server' }))));
  });
  await new Promise<void>((resolve) => {
    discord.listen(0, '127.0.0.1', resolve);
  });
  const { port } = discord.address() as AddressInfo;
  const rest = createRest({ apiUrl: `http://127.0.0.1:${port}/api`, token: 'x' });
  expect(await listServers(rest, NO_METRICS)).toEqual(ids);
  discord.closeAllConnections();
  await new Promise((resolve) => {
    discord.close(resolve);
  });
});
