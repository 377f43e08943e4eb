import { createPublicKey, verify } from 'node:crypto';
import { createServer } from 'node:http';

/*
 * The least that anybody has to do: checks the signature, and says that it is there. Started by servers.ts; prints its
 * port as the program does.
 */

const key = createPublicKey({
  key: Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(process.env['DISCORD_PUBLIC_KEY'] ?? '', 'hex'),
  ]),
  format: 'der',
  type: 'spki',
});
const PONG = '{"type":1}';

const server = createServer((request, response) => {
  if (request.url === '/metrics') {
    const { user, system } = process.cpuUsage();
    response.end(`process_cpu_seconds_total ${(user + system) / 1e6}\n`);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { 'x-signature-ed25519': signature = '', 'x-signature-timestamp': timestamp = '' } =
      request.headers;
    const signed = Buffer.concat([Buffer.from(String(timestamp)), ...chunks]);
    const isSigned = verify(null, signed, key, Buffer.from(String(signature), 'hex'));
    response
      .writeHead(isSigned ? 200 : 401, { 'content-type': 'application/json', 'content-length': PONG.length })
      .end(PONG);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  process.stderr.write(`{"port":${port},"msg":"serving"}\n`);
});
