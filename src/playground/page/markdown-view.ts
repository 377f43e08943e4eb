import { element } from './element.ts';
import { parseMarkdown, type Block, type Inline } from './markdown.ts';

/** What a text can refer to. */
export interface References {
  readonly locale: string;
  readonly userName: (id: string) => string;
  readonly roleName: (id: string) => string;
  readonly channelName: (id: string) => string;
  /** Goes to a message of this Discord. */
  readonly jump: (message: string) => void;
  /** Begins to type that command. */
  readonly begin: (command: string) => void;
}

/** A text as Discord shows it. */
export function markdownView(text: string, references: References): readonly Node[] {
  return parseMarkdown(text).map((block) => blockView(block, references));
}

function blockView(block: Block, references: References): HTMLElement {
  const inner = (all: readonly Inline[]) => all.map((one) => inlineView(one, references));
  switch (block.kind) {
    case 'paragraph':
      return element('p', {}, ...inner(block.inner));
    case 'small':
      return element('p', { class: 'small' }, element('small', {}, ...inner(block.inner)));
    case 'heading':
      // The page's own headings stand above those of messages.
      return element(
        'p',
        { class: `h${block.level}`, role: 'heading', 'aria-level': block.level + 3 },
        ...inner(block.inner),
      );
    case 'quote':
      return element('blockquote', {}, ...block.inner.map((one) => blockView(one, references)));
    case 'list': {
      const items = block.items.map((item) =>
        element('li', {}, ...inner(item.inner), ...item.below.map((one) => blockView(one, references))),
      );
      return block.ordered ? element('ol', { start: block.start }, ...items) : element('ul', {}, ...items);
    }
    case 'code':
      return element('pre', { tabindex: '0' }, element('code', { text: block.text }));
  }
}

function inlineView(inline: Inline, references: References): Node {
  switch (inline.kind) {
    case 'text':
      return document.createTextNode(inline.text);
    case 'break':
      return element('br');
    case 'bold':
      return wrap('strong', inline.inner, references);
    case 'italic':
      return wrap('em', inline.inner, references);
    case 'underline':
      return wrap('u', inline.inner, references);
    case 'strike':
      return wrap('s', inline.inner, references);
    case 'spoiler':
      return spoiler(inline.inner, references);
    case 'code':
      return element('code', { text: inline.text });
    case 'link':
      return link(inline.url, inline.inner, references);
    case 'time':
      return time(inline.seconds, inline.style, references.locale);
    case 'mention':
      return mention(inline, references);
  }
}

function wrap(
  tag: 'strong' | 'em' | 'u' | 's',
  inner: readonly Inline[],
  references: References,
): HTMLElement {
  return element(tag, {}, ...inner.map((one) => inlineView(one, references)));
}

function spoiler(inner: readonly Inline[], references: References): HTMLElement {
  const shown = element('span', { class: 'spoiler' }, ...inner.map((one) => inlineView(one, references)));
  const cover = element('button', {
    type: 'button',
    class: 'spoiler-cover',
    text: 'Spoiler',
    on: { click: () => cover.replaceWith(shown) },
  });
  return cover;
}

/** The address of a message on Discord: here it stands on this page. */
const MESSAGE = /^https:\/\/discord\.com\/channels\/(?:\d+|@me)\/(\d+)\/(\d+)$/;

function link(url: string, inner: readonly Inline[], references: References): HTMLElement {
  const [, channel, message] = MESSAGE.exec(url) ?? [];
  if (channel !== undefined && message !== undefined) {
    const name = references.channelName(channel);
    return element('button', {
      type: 'button',
      class: 'mention',
      text: `#${name} › 💬`,
      on: { click: () => references.jump(message) },
    });
  }
  const label = inner.map((one) => inlineView(one, references));
  return element('a', { href: url, target: '_blank', rel: 'noreferrer', title: url }, ...label);
}

function mention(
  { of, target }: Extract<Inline, { kind: 'mention' }>,
  { userName, roleName, channelName, begin }: References,
): HTMLElement {
  switch (of) {
    case 'user':
      return element('span', { class: 'mention', text: `@${userName(target)}` });
    case 'role':
      return element('span', { class: 'mention', text: `@${roleName(target).replace(/^@/, '')}` });
    case 'channel':
      return element('span', { class: 'mention', text: `#${channelName(target)}` });
    case 'command':
      return element('button', {
        type: 'button',
        class: 'mention',
        text: `/${target}`,
        on: { click: () => begin(target) },
      });
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

function time(seconds: number, style: string, locale: string): HTMLElement {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return element('span', { text: String(seconds) });
  const whole = new Intl.DateTimeFormat(locale, STYLES['F']).format(date);
  const text =
    style === 'R'
      ? relative(date, locale)
      : new Intl.DateTimeFormat(locale, STYLES[style] ?? STYLES['f']).format(date);
  return element('time', { datetime: date.toISOString(), title: whole, text });
}

function relative(date: Date, locale: string): string {
  const away = Math.round((date.getTime() - Date.now()) / 1000);
  const [unit, length] = UNITS.find(([, one]) => Math.abs(away) >= one) ?? ['second' as const, 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(away / length), unit);
}
