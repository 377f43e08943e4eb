import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom, type Random } from '../../src/search/random.ts';
import { pick } from '../random.ts';

/** Those of training/articles that nobody keeps unseen. */
const SOURCES = 'training/articles/content';
const HELD_OUT = 'training/articles/held-out.txt';

const SEED = 14;

/**
 * Writes `count` articles, the same in every run: those that search was trained with, again and again, each time with
 * other names of people, places and things. Gives their slugs.
 */
export async function writeMadeArticles(directory: string, count: number): Promise<readonly string[]> {
  const heldOut = new Set((await readFile(HELD_OUT, 'utf8')).split(/\s+/));
  const slugs = (await readdir(SOURCES)).filter((slug) => !heldOut.has(slug)).toSorted();
  const sources = await Promise.all(
    slugs.map(async (slug) => ({ slug, text: await readFile(join(SOURCES, slug, 'en.md'), 'utf8') })),
  );
  const random = createRandom(SEED);
  const written: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const source = sources[at % sources.length];
    if (source === undefined) throw new Error(`There is no article in ${SOURCES}.`);
    const slug = `${source.slug.slice(0, 26)}-${at + 1}`;
    // oxlint-disable-next-line no-await-in-loop -- a thousand open files at once are more than some systems allow
    await mkdir(join(directory, slug), { recursive: true });
    // oxlint-disable-next-line no-await-in-loop -- a thousand open files at once are more than some systems allow
    await writeFile(join(directory, slug, 'en.md'), renamed(source.text, random));
    written.push(slug);
  }
  return written;
}

/** A word with a capital where no sentence begins is a name; days, months and headings of the format stay. */
const NAME = /(?<=[a-z,] )\p{Lu}\p{Ll}{2,}/gu;
const KEPT =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|Highlights)$/;

function renamed(text: string, random: Random): string {
  const names = new Map<string, string>();
  for (const [name] of text.matchAll(NAME)) {
    if (!KEPT.test(name) && !names.has(name)) names.set(name, newName(random));
  }
  return text.replaceAll(/\p{Lu}\p{Ll}{2,}/gu, (word) => names.get(word) ?? word);
}

const BEGINNINGS = [
  'Ald',
  'Bren',
  'Cor',
  'Dun',
  'Eld',
  'Far',
  'Gre',
  'Hal',
  'Ister',
  'Kel',
  'Lor',
  'Mar',
] as const;
const MIDDLES = ['a', 'be', 'do', 'fi', 'ga', 'le', 'mi', 'no', 'ra', 'so', 'ti', 'vu'] as const;
const ENDS = [
  'bury',
  'dale',
  'ham',
  'ka',
  'ley',
  'mond',
  'nor',
  'port',
  'ric',
  'stead',
  'ton',
  'well',
] as const;

function newName(random: Random): string {
  return pick(random, BEGINNINGS) + pick(random, MIDDLES) + pick(random, MIDDLES) + pick(random, ENDS);
}
