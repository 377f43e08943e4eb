/**
 * Discord's own Markdown: what people type there, and what messages are made of. It goes out as it is; what is done to it
 * here is making it, and reading it without its markup.
 */

/** An address, or the name of an emoji: a backslash would break either. */
const KEPT_WHOLE = /(https?:\/\/\S+|:[A-Za-z0-9_+-]{2,32}:)/;

/** Text that Discord shows as it stands. */
export function escapeMarkdown(text: string): string {
  return betweenKept(text, (part) => part.replace(/[\\*_`~|]/g, (character) => `\\${character}`));
}

/** What `escapeMarkdown` made such text of: titles come back as they were sent. */
export function unescaped(text: string): string {
  return betweenKept(text, (part) => part.replace(/\\([\\*_`~|])/g, '$1'));
}

function betweenKept(text: string, change: (part: string) => string): string {
  return text
    .split(KEPT_WHOLE)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
}

/** A masked link where the address is one that Discord links, else the label alone. */
export function link(label: string, url: string | null): string {
  if (url === null || !/^https?:\/\//.test(url)) return label;
  return `[${label.replace(/[[\]]/g, (bracket) => `\\${bracket}`)}](${linkTarget(url)})`;
}

function linkTarget(url: string): string {
  return url.replace(/[()\s<>]/g, (character) =>
    encodeURIComponent(character).replace('(', '%28').replace(')', '%29'),
  );
}

/** Text in which each address stands as it is: no label hides where it leads. */
export function withoutMaskedLinks(text: string): string {
  return text.replace(/\](?=\(\s*<?[a-z][a-z\d+.-]{0,20}:)/gi, ']\\');
}

/** Keeps a run of backticks from ending the code that it stands in: Discord knows no longer fences. */
const BETWEEN_BACKTICKS = '\u200b';

export function codeBlock(code: string, language = ''): string {
  const name = /^[a-z0-9_+\-.#]{1,20}$/i.test(language) ? language : '';
  return `\`\`\`${name}\n${code.replace(/`(?=``)/g, `\`${BETWEEN_BACKTICKS}`)}\n\`\`\``;
}

export function inlineCode(code: string): string {
  if (!code.includes('`')) return `\`${code}\``;
  return `\`\` ${code.replace(/`(?=`)/g, `\`${BETWEEN_BACKTICKS}`)} \`\``;
}

/**
 * The text with this sentence, given without markup, in bold; as it is where the sentence can't be found as it stands, or is
 * in a heading, code, or something bold already.
 */
export function emphasised(text: string, sentence: string): string {
  const written = escapeMarkdown(sentence.trim());
  const at = written === '' ? -1 : text.indexOf(written);
  if (at < 0 || written.includes('\n')) return text;
  const before = text.slice(0, at);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const isInside = (sign: string): boolean => before.split(sign).length % 2 === 0;
  if (/^\s*(?:-# |#{1,3} )/.test(line) || isInside('```') || isInside('**') || isInside('`')) return text;
  return `${before}**${written}**${text.slice(at + written.length)}`;
}

/** Text that begins no heading, list or quote, whatever its lines start with. */
export function guardLineStarts(text: string): string {
  return text.replace(/^(?=#{1,3} |-# |> |>>> |[-+] )/gm, '\\').replace(/^(\d{1,9})\. /gm, '$1\\. ');
}

/** What a mention stands for. */
export type Mentioned = 'member' | 'role' | 'channel';

const MENTION = /<(@[!&]?|#)\d{1,20}>/g;

/** Members, roles and channels are mentioned by their ids: puts something else in their places. */
export function replaceMentions(
  text: string,
  replacement: (mentioned: Mentioned, written: string) => string,
): string {
  return text.replace(MENTION, (written, sign: string) =>
    replacement(sign === '#' ? 'channel' : sign === '@&' ? 'role' : 'member', written),
  );
}

export const withoutMentions = (text: string): string => replaceMentions(text, () => ' ');

export const EMOTES_AND_TIMES = /<(?:a?:\w{2,32}:\d{1,20}|t:-?\d{1,16}(?::\w)?|id:\w{1,32})>/g;
export const EMOJI_NAMES = /(?<![\w:]):[A-Za-z0-9_+-]{2,32}:(?![\w:])/g;
export const COMMAND = /<\/([^:<>\n]{1,100}):\d{1,20}>/g;
export const MASKED_LINK = /\[([^[\]\n]{1,1000})\]\(<?https?:[^\s()<>]{1,2000}>?\)/g;

/**
 * What a reader sees of it, line by line: no signs of markup, addresses of masked links, emoji, times and mentions. For
 * search and labels, so it may be wrong about a sign that stands for itself.
 */
export function plainTextOfDiscord(text: string): string {
  return withoutMentions(text)
    .replace(/```(?:[a-z0-9_+\-.#]{1,20}\n)?/gi, '')
    .replace(EMOTES_AND_TIMES, ' ')
    .replace(COMMAND, '/$1')
    .replace(MASKED_LINK, '$1')
    .replace(EMOJI_NAMES, ' ')
    .replace(/^ {0,40}(?:>>>|>|-#|#{1,3}|[-*]|\d{1,9}\.) /gm, '')
    .replace(/\\([^\sA-Za-z0-9])|\*+|\|\||~~|__|`/g, '$1')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/gm, '');
}
