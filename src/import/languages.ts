import { localeOf } from '../content/names.ts';
import { wordsOf } from './words.ts';

/** Scripts that stand for a language of most pages that are written in them. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{sc=Hiragana}\p{sc=Katakana}]/gu],
  ['ko', /\p{sc=Hangul}/gu],
  ['zh', /\p{sc=Han}/gu],
  ['ru', /\p{sc=Cyrillic}/gu],
  ['el', /\p{sc=Greek}/gu],
  ['ar', /\p{sc=Arabic}/gu],
  ['he', /\p{sc=Hebrew}/gu],
  ['hi', /\p{sc=Devanagari}/gu],
  ['th', /\p{sc=Thai}/gu],
];

/** Words that hardly a sentence does without. */
const COMMON: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    'the of and to in is that for it with as you this be are on not or have from can a no do at we what if'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le la les de des du et à est un une que dans pour qui ce pas vous sur au avec sont'.split(' '),
  ),
  de: new Set(
    'der die das und ist nicht zu den von mit für ein eine auf sich im dem wird sie es kann'.split(' '),
  ),
  es: new Set('el la los las de del y que en es un una para por con no se su al lo como puede'.split(' ')),
  pt: new Set('o a os as de do da e que em é um uma para por com não se no na ao como você pode'.split(' ')),
  it: new Set(
    'il la gli le di del della e che in è un una per con non si al come dei nel sono può'.split(' '),
  ),
  nl: new Set(
    'de het een van en is dat niet te in op voor met zijn aan er je kan als ook wordt of'.split(' '),
  ),
};

const SAMPLE = 20_000;

/** The language that a text is most likely in. English where nothing speaks for any. */
export function guessLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const script = SCRIPTS.find(([, pattern]) => (sample.match(pattern)?.length ?? 0) > letters * 0.15);
  if (script !== undefined) return script[0];
  const words = wordsOf(sample);
  const [best] = Object.entries(COMMON)
    .map(([language, common]) => ({ language, count: words.filter((word) => common.has(word)).length }))
    .toSorted((one, other) => other.count - one.count);
  return best === undefined || best.count === 0 ? 'en' : best.language;
}

/** Pages that state their region are meant for all who read the language; only these are written differently there. */
const WRITTEN_BY_REGION: ReadonlySet<string> = new Set(['pt', 'zh']);

/** `fr_FR` as the name of a pack's file has it: `fr`, but `pt-BR` and `zh-TW`. Null where it is no language. */
export function packLocale(tag: string): string | null {
  const [first = '', ...others] = tag.trim().split(/[-_.]/);
  const language = first.toLowerCase();
  const region = others.map((part) => (part.length === 2 ? part.toUpperCase() : part)).join('-');
  const full = region === '' || !WRITTEN_BY_REGION.has(language) ? language : `${language}-${region}`;
  return localeOf(`${full}.md`) ?? localeOf(`${language}.md`);
}
