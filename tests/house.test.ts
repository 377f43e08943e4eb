import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What a room may import besides itself. */
interface Room {
  readonly room: string;
  readonly rooms: string;
  /** Other than Node's own. */
  readonly packages: string;
  /** Node's modules. */
  readonly node: string;
}

/** From the ground up: a room knows only what stands before it. */
const ROOMS: readonly Room[] = [
  { room: 'src/texts', rooms: '', packages: '', node: '' },
  { room: 'src/metrics', rooms: '', packages: 'prom-client', node: '' },
  { room: 'src/log.ts', rooms: '', packages: 'lru-cache pino', node: '' },
  { room: 'src/config.ts', rooms: 'src/log.ts', packages: 'zod', node: '' },
  { room: 'src/memoize.ts', rooms: '', packages: 'lru-cache', node: '' },
  { room: 'src/keyed-mutex.ts', rooms: '', packages: '', node: '' },
  { room: 'src/timeout.ts', rooms: '', packages: '', node: '' },
  { room: 'src/time-slices.ts', rooms: '', packages: '', node: '' },
  { room: 'src/whole-file.ts', rooms: '', packages: '', node: 'crypto fs path' },
  {
    room: 'src/markdown',
    rooms: 'src/time-slices.ts',
    packages:
      'mdast mdast-util-from-markdown mdast-util-gfm-footnote mdast-util-gfm-strikethrough mdast-util-gfm-table' +
      ' micromark-extension-gfm-footnote micromark-extension-gfm-strikethrough micromark-extension-gfm-table' +
      ' micromark-util-normalize-identifier micromark-util-types',
    node: '',
  },
  {
    room: 'src/content',
    rooms: 'src/markdown src/time-slices.ts src/whole-file.ts',
    packages: 'mdast yaml zod',
    node: 'crypto fs path',
  },
  {
    room: 'src/store',
    rooms: 'src/content src/metrics',
    packages: 'kysely libsql pg pino zod',
    node: 'crypto fs path timers url worker_threads',
  },
  {
    room: 'src/figures',
    rooms: 'src/store src/time-slices.ts',
    packages: '@resvg/resvg-js',
    node: 'module worker_threads',
  },
  { room: 'src/retention', rooms: 'src/store', packages: 'pino', node: '' },
  {
    room: 'src/search',
    rooms: 'src/content src/markdown src/memoize.ts src/time-slices.ts',
    packages: 'fuse.js snowball-stemmers',
    node: '',
  },
  {
    room: 'src/import',
    rooms: 'src/content src/markdown src/time-slices.ts',
    packages:
      '@mozilla/readability htmlparser2 jszip linkedom mammoth mdast mdast-util-gfm-strikethrough' +
      ' mdast-util-gfm-table mdast-util-to-markdown yaml zod',
    node: '',
  },
  {
    room: 'src/models',
    rooms: 'src/config.ts src/memoize.ts src/search src/whole-file.ts',
    packages: '@huggingface/tokenizers onnxruntime-node pino zod',
    node: 'crypto fs os path timers url worker_threads',
  },
  {
    room: 'src/answers',
    rooms: 'src/content src/markdown src/memoize.ts src/search src/store src/time-slices.ts src/timeout.ts',
    packages: 'lru-cache',
    node: 'crypto',
  },
  {
    room: 'src/discord',
    rooms:
      'src/answers src/content src/figures src/keyed-mutex.ts src/log.ts src/markdown src/memoize.ts src/metrics' +
      ' src/store src/texts src/time-slices.ts src/timeout.ts',
    packages: '@discordjs/rest diff discord-api-types discord.js fuse.js lru-cache pino zod',
    node: 'crypto timers',
  },
  {
    room: 'commands',
    rooms:
      'src/answers src/content src/discord src/figures src/markdown src/store src/texts src/time-slices.ts',
    packages: 'discord-api-types',
    node: 'crypto util',
  },
  {
    room: 'src/transports',
    rooms: 'src/config.ts src/discord src/log.ts src/metrics src/retention src/timeout.ts',
    packages: '@discordjs/rest discord-api-types discord.js lru-cache pino zod',
    node: 'crypto events http timers',
  },
  {
    room: 'src/playground',
    rooms: 'src/discord',
    packages: '@hono/node-server @preact/signals discord-api-spec discord-api-types hono pino preact zod',
    node: 'crypto events fs path',
  },
  {
    room: 'src/cli',
    rooms:
      'commands src/answers src/config.ts src/content src/discord src/import src/keyed-mutex.ts src/log.ts src/metrics src/models src/playground' +
      ' src/retention src/search src/store src/texts src/time-slices.ts src/timeout.ts src/transports src/whole-file.ts',
    packages: '@discordjs/rest discord-api-types pino',
    node: 'dns fs http https net os path readline timers util worker_threads',
  },
  { room: 'src/cli.ts', rooms: 'src/cli', packages: 'dotenv', node: '' },
];

const ROOT = join(import.meta.dirname, '..');

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

function roomOf(file: string): string | undefined {
  return ROOMS.find(({ room }) => file === room || file.startsWith(`${room}/`))?.room;
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'/gms)].map((match) => match[1] ?? '');
}

const files = [...filesIn('src'), ...filesIn('commands')];

/** Everything that the files of a room import, in the shape of the list. */
function importedBy(room: string): Room {
  const rooms = new Set<string>();
  const packages = new Set<string>();
  const node = new Set<string>();
  for (const file of files.filter((one) => roomOf(one) === room)) {
    for (const path of importsOf(file)) {
      const [first = '', second = ''] = path.split('/');
      if (path.startsWith('.')) rooms.add(roomOf(normalize(join(dirname(file), path))) ?? path);
      else if (path.startsWith('node:')) node.add(first.slice('node:'.length));
      else packages.add(first.startsWith('@') ? `${first}/${second}` : first);
    }
  }
  rooms.delete(room);
  const list = (names: ReadonlySet<string>) => [...names].toSorted().join(' ');
  return { room, rooms: list(rooms), packages: list(packages), node: list(node) };
}

/** The first way that leads from a file back to it, types included; none where all imports go one way. */
function circlesAmong(all: readonly string[]): readonly string[] {
  const known = new Set(all);
  const done = new Set<string>();
  const way: string[] = [];
  function follow(file: string): readonly string[] {
    const at = way.indexOf(file);
    if (at !== -1) return [...way.slice(at), file];
    if (done.has(file)) return [];
    way.push(file);
    for (const path of importsOf(file)) {
      const other = path.startsWith('.') ? normalize(join(dirname(file), path)) : path;
      const circle = known.has(other) ? follow(other) : [];
      if (circle.length > 0) return circle;
    }
    way.pop();
    done.add(file);
    return [];
  }
  return all.map(follow).find((circle) => circle.length > 0) ?? [];
}

describe('the house', () => {
  it('has a room for every file', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  });

  it('has no room that may call upstairs', () => {
    const floors = ROOMS.map(({ room }) => room);
    const upward = ROOMS.flatMap(({ room, rooms }, floor) =>
      rooms
        .split(' ')
        .filter((other) => floors.indexOf(other) > floor)
        .map((other) => `${room} -> ${other}`),
    );
    expect(upward).toEqual([]);
  });

  it.each(ROOMS)('has $room import what the list says, no more and no less', (room) => {
    expect(importedBy(room.room)).toEqual(room);
  });

  it('has no file that imports itself by way of others', () => {
    expect(circlesAmong(files)).toEqual([]);
  });

  it('has the ways that docs/architecture.md draws', () => {
    const drawn = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
    const hops = [...drawn.matchAll(/(\w+) +(src\/\S+\.ts)  /g)].map(([, name = '', file = '']) => ({
      name,
      file,
    }));
    expect(hops.length).toBeGreaterThanOrEqual(16);
    const wrong = hops.filter(
      ({ name, file }) => !new RegExp(`function\\*? ${name}\\b`).test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });
});
