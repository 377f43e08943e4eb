import { lookup } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { MAX_FILE_BYTES, type ImportFile } from '../import/read-file.ts';
import { ImportError } from '../import/source.ts';
import { codeOf } from '../content/folder.ts';

const MAX_REDIRECTS = 5;
const TIMEOUT_MS = 30_000;

/** Networks that no page on the web is in. */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6');

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

type Reach = 'public' | 'loopback' | 'private';

/** `::ffff:10.0.0.1` is in the lists of IPv4, too. */
export function reachOf(address: string): Reach {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (LOOPBACK.check(address, family)) return 'loopback';
  return PRIVATE.check(address, family) ? 'private' : 'public';
}

/** Fetches a page that somebody named. Rejects with an `ImportError`. */
export async function fetchPage(address: string): Promise<ImportFile> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = pageUrl(address);
  // This machine's own pages are only fetched where they were named themselves.
  const mayBeLocal = isLoopbackName(url.hostname);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await requested(url, mayBeLocal, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      response.destroy();
      url = pageUrl(headers.location, url);
      continue;
    }
    if (statusCode !== 200) {
      response.destroy();
      throw new ImportError(`${url.href} answered with ${statusCode}: look whether a browser shows it.`);
    }
    const type = headers['content-type'] ?? '';
    const bytes = await bodyOf(response, url);
    const isPlain =
      /^text\/(?:plain|markdown|x-markdown|tab-separated-values)|^application\/(?:ld\+)?json/i.test(type);
    const name = `${url.host}${url.pathname}`.replace(/\/$/, '');
    return { name: isPlain || /\.\w{1,8}$/.test(url.pathname) ? name : `${name}.html`, bytes, url: url.href };
  }
  throw new ImportError(`${address} leads from one page to the next more than ${MAX_REDIRECTS} times.`);
}

function pageUrl(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) throw new ImportError(`"${address}" is no address of a page.`);
  const url = new URL(address, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ImportError(
      `"${url.protocol}" is not fetched: name an address that starts with https:// or http://.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new ImportError('Name the address without a user and a password: they would stand in the article.');
  }
  url.hash = '';
  return url;
}

function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function isLoopbackName(hostname: string): boolean {
  const host = bareHost(hostname);
  return host === 'localhost' || (isIP(host) !== 0 && reachOf(host) === 'loopback');
}

function refusal(host: string): ImportError {
  return new ImportError(
    `${host} is not on the web but in a private network: save the page, and import the file.`,
  );
}

function requested(url: URL, mayBeLocal: boolean, signal: AbortSignal): Promise<IncomingMessage> {
  const host = bareHost(url.hostname);
  const isAllowed = (ip: string): boolean =>
    reachOf(ip) === 'public' || (mayBeLocal && reachOf(ip) === 'loopback');
  if (isIP(host) !== 0 && !isAllowed(host)) return Promise.reject(refusal(host));
  // What was looked up is what is connected to: a name can't change its mind in between.
  const guarded: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) callback(error, []);
      else if (found.some(({ address }) => !isAllowed(address))) callback(refusal(hostname), []);
      else if (options.all === true) callback(null, found);
      else callback(null, found[0]?.address ?? '', found[0]?.family ?? 4);
    });
  };
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const headers = {
      accept: 'text/html, text/markdown, text/plain;q=0.9, */*;q=0.5',
      'accept-encoding': 'identity',
    };
    send(url, { headers, lookup: guarded, signal }, resolve)
      .on('error', (error) => reject(failure(error, url)))
      .end();
  });
}

async function bodyOf(response: IncomingMessage, url: URL): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.byteLength;
      if (size > MAX_FILE_BYTES) {
        throw new ImportError(
          `${url.href} is too large: at most ${MAX_FILE_BYTES / 1_000_000} MB can be read.`,
        );
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw failure(error, url);
  }
  return Buffer.concat(chunks);
}

function failure(error: unknown, url: URL): ImportError {
  if (error instanceof ImportError) return error;
  const code = codeOf(error);
  return new ImportError(
    code === 'ABORT_ERR' || code === '23'
      ? `${url.href} took more than ${TIMEOUT_MS / 1_000} seconds: save the page, and import the file.`
      : `${url.href} could not be fetched (${code}): check the address and the network.`,
  );
}
