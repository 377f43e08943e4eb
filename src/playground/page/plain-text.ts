import type { Persona, RegisteredCommand, State } from '../protocol.ts';
import { commandLine } from './command-choices.ts';
import { parseMarkdown, type Block, type Inline } from './markdown.ts';
import type { Texts } from './texts.ts';

/** Where a text is read: whom it may mention, and in which language. */
interface Reading {
  readonly state: Pick<State, 'people' | 'bot' | 'roles' | 'channels'>;
  readonly posts: State['posts'];
  readonly commands: readonly RegisteredCommand[];
  readonly persona: Pick<Persona, 'locale'>;
  readonly texts: Pick<Texts, 'unknownUser' | 'unknownRole' | 'unknownChannel'>;
}

/** What a text says on one line, without its Markdown, for where there is no room for more. */
export function plainText(markdown: string, reading: Reading): string {
  return ofBlocks(parseMarkdown(markdown), reading).replaceAll(/\s+/g, ' ').trim();
}

function ofBlocks(all: readonly Block[], reading: Reading): string {
  return all.map((block) => ofBlock(block, reading)).join(' ');
}

function ofBlock(block: Block, reading: Reading): string {
  switch (block.kind) {
    case 'paragraph':
    case 'small':
    case 'heading':
      return ofInlines(block.inner, reading);
    case 'quote':
      return ofBlocks(block.inner, reading);
    case 'list':
      return block.items
        .map(({ inner, below }) => `${ofInlines(inner, reading)} ${ofBlocks(below, reading)}`)
        .join(' ');
    case 'code':
      return block.text;
  }
}

function ofInlines(all: readonly Inline[], reading: Reading): string {
  return all.map((inline) => ofInline(inline, reading)).join('');
}

function ofInline(inline: Inline, reading: Reading): string {
  switch (inline.kind) {
    case 'text':
    case 'code':
      return inline.text;
    case 'break':
      return ' ';
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
    case 'link':
      return ofInlines(inline.inner, reading);
    case 'spoiler':
      // It is covered wherever it stands.
      return '▇▇▇';
    case 'time':
      return timeText(inline.seconds, inline.style, reading.persona.locale);
    case 'mention':
      return mentionText(inline.of, inline.target, reading);
  }
}

/** Whether an address stands there as it is, rather than behind words. */
export function isBare({ url, inner }: Pick<Extract<Inline, { kind: 'link' }>, 'url' | 'inner'>): boolean {
  const [only, ...more] = inner;
  return more.length === 0 && only?.kind === 'text' && only.text === url;
}

/** Whoever or whatever is mentioned, as Discord shows it, also where it isn't known. */
export function mentionText(
  of: Extract<Inline, { kind: 'mention' }>['of'],
  target: string,
  { state, posts, commands, persona, texts }: Reading,
): string {
  const named = (all: readonly { readonly id: string; readonly name: string }[]): string | undefined =>
    all.find(({ id }) => id === target)?.name;
  switch (of) {
    case 'user':
      return `@${named([...state.people, state.bot]) ?? texts.unknownUser}`;
    case 'role':
      return `@${named(state.roles)?.replace(/^@/, '') ?? texts.unknownRole}`;
    case 'channel':
      return `#${named([...state.channels, ...posts]) ?? texts.unknownChannel}`;
    case 'command':
      return commandLine(target, '', { commands, persona });
  }
}

const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** @param style Discord's letter: `R` for how far away it is */
export function timeText(seconds: number, style: string, locale: string): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return String(seconds);
  if (style === 'R') return relative(date, locale);
  return new Intl.DateTimeFormat(locale, STYLES[style] ?? STYLES['f']).format(date);
}

function relative(date: Date, locale: string): string {
  const away = Math.round((date.getTime() - Date.now()) / 1000);
  const [unit, length] = UNITS.find(([, one]) => Math.abs(away) >= one) ?? ['second' as const, 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(away / length), unit);
}
