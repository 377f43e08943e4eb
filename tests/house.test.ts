import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** From the ground up: a room knows only itself and what stands before it. */
const ROOMS = [
  ['src/texts'],
  [
    'src/log.ts',
    'src/config.ts',
    'src/metrics',
    'src/keyed-mutex.ts',
    'src/memoize.ts',
    'src/time-slices.ts',
    'src/timeout.ts',
  ],
  ['src/markdown'],
  ['src/content'],
  ['src/store'],
  ['src/figures', 'src/retention'],
  ['src/search'],
  ['src/models'],
  ['src/answers'],
  ['src/discord'],
  ['commands'],
  ['src/transports', 'src/playground'],
  ['src/cli', 'src/cli.ts'],
];

const ROOT = join(import.meta.dirname, '..');

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

function floorOf(file: string): number {
  return ROOMS.findIndex((rooms) => rooms.some((room) => file === room || file.startsWith(`${room}/`)));
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'/gms)].map((match) => match[1] ?? '');
}

const files = [...filesIn('src'), ...filesIn('commands')];

describe('the house', () => {
  it('has a room for every file', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => floorOf(file) === -1)).toEqual([]);
  });

  it('has no room that calls upstairs', () => {
    const upward = files.flatMap((file) =>
      importsOf(file)
        .filter((path) => path.startsWith('.'))
        .map((path) => normalize(join(dirname(file), path)))
        .filter((imported) => floorOf(imported) > floorOf(file))
        .map((imported) => `${file} -> ${imported}`),
    );
    expect(upward).toEqual([]);
  });

  it('has a search and answers that know neither Discord nor the disk', () => {
    const outside = files
      .filter((file) => /^src\/(?:search|answers)\//.test(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((path) => /discord|^node:fs/.test(path))
          .map((path) => `${file} -> ${path}`),
      );
    expect(outside).toEqual([]);
  });
});
