import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

export interface Load {
  readonly seconds: number;
  /** Of each request, in milliseconds, as the sender sees it. */
  readonly latencies: readonly number[];
}

const END_OF_HEAD = '\r\n\r\n';
/** How a deferral begins (Receiving and Responding, Interaction Callback Type). */
const DEFERRAL = '{"type":5';

/**
 * Sends whole requests over connections that stay open, one at a time on each, in turns over the ports. Bytes go in and
 * out as they are: what sends must take far less than what answers. Throws where an answer isn't 200, or says only that
 * one comes later.
 */
export async function load(
  ports: readonly number[],
  requests: readonly Buffer[],
  connections: number,
): Promise<Load> {
  const sockets = await Promise.all(
    Array.from({ length: connections }, (_, at) => open(ports[at % ports.length] ?? 0)),
  );
  const latencies: number[] = [];
  let sent = 0;
  const start = performance.now();
  const work = async (socket: Socket) => {
    for (let request = requests[sent]; request !== undefined; request = requests[sent]) {
      sent += 1;
      const begun = performance.now();
      // oxlint-disable-next-line no-await-in-loop -- one at a time on each connection
      await exchange(socket, request);
      latencies.push(performance.now() - begun);
    }
  };
  try {
    await Promise.all(sockets.map(work));
    return { seconds: (performance.now() - start) / 1000, latencies };
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.setNoDelay(true)));
    socket.once('error', reject);
  });
}

/** Resolves when the whole answer is there. */
function exchange(socket: Socket, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let wanted = Number.POSITIVE_INFINITY;
    let answer = '';
    const end = (error?: Error) => {
      socket.off('data', take);
      socket.off('close', cut);
      if (error === undefined) resolve();
      else reject(error);
    };
    const cut = () => end(new Error('a connection was cut'));
    const take = (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      if (wanted === Number.POSITIVE_INFINITY) wanted = lengthOf(answer) ?? wanted;
      if (answer.length < wanted) return;
      if (!answer.startsWith('HTTP/1.1 200 ')) end(new Error(`answered with ${answer.slice(0, 400)}`));
      else if (answer.includes(`${END_OF_HEAD}${DEFERRAL}`)) end(new Error('answered with a deferral'));
      else end();
    };
    socket.on('data', take);
    socket.on('close', cut);
    socket.write(request);
  });
}

/** Of the whole answer, in bytes; null while its head isn't there. */
function lengthOf(head: string): number | null {
  const end = head.indexOf(END_OF_HEAD);
  if (end === -1) return null;
  const length = /\r\ncontent-length: (\d+)/i.exec(head.slice(0, end))?.[1];
  if (length === undefined) throw new Error('an answer without a length');
  return end + END_OF_HEAD.length + Number(length);
}
