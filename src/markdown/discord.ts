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

/** Text that begins no heading, list or quote, whatever its lines start with. */
export function guardLineStarts(text: string): string {
  return text.replace(/^(?=#{1,3} |-# |> |>>> |[-+] )/gm, '\\').replace(/^(\d{1,9})\. /gm, '$1\\. ');
}

/** What a mention stands for. */
export type Mentioned = 'member' | 'role' | 'channel';

const MENTION = /<(@[!&]?|#)\d{1,20}>/g;

/** Members, roles and channels are mentioned by their ids: puts something else in their places. */
export function replaceMentions(text: string, replacement: (mentioned: Mentioned) => string): string {
  return text.replace(MENTION, (_, sign: string) =>
    replacement(sign === '#' ? 'channel' : sign === '@&' ? 'role' : 'member'),
  );
}

const withoutMentions = (text: string): string => replaceMentions(text, () => ' ');

const EMOTES_AND_TIMES = /<(?:a?:\w{2,32}:\d{1,20}|t:-?\d{1,16}(?::\w)?|id:\w{1,32})>/g;
const EMOJI_NAMES = /(?<![\w:]):[A-Za-z0-9_+-]{2,32}:(?![\w:])/g;
const COMMAND = /<\/([^:<>\n]{1,100}):\d{1,20}>/g;
const MASKED_LINK = /\[([^[\]\n]{1,1000})\]\(<?https?:[^\s()<>]{1,2000}>?\)/g;

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

/**
 * What somebody says in a message, in their own words: as `plainTextOfDiscord`, and without addresses, pictures, code
 * blocks and what is quoted. Code and quotes count where nothing else is said; a number at the start of a line stays, for
 * it may be what is asked about.
 */
export function ownWordsIn(message: string): string {
  if (!MARKED.test(message)) return message.trim();
  const text = withoutMentions(message).replace(EMOTES_AND_TIMES, ' ');
  const said = wordsIn(withoutQuotes(text.replace(CODE_BLOCK, '\n')));
  return /[\p{L}\p{N}]/u.test(said) ? said : wordsIn(text);
}

/** What is none of these is as it was typed. */
const MARKED = /[<>*_~`|\\#@[:]|^\s{0,40}-#?\s|www\.|\p{Extended_Pictographic}|\p{RI}|[\uFE0F\u20E3]/mu;
const CODE_BLOCK = /```[^]*?```/g;
const ADDRESS = /<?(?:https?:\/\/|(?<![\p{L}\p{N}.])www\.)[^\s<>]+>?/giu;
const PICTURES = /\p{Extended_Pictographic}|\p{RI}|\p{EMod}|[\uFE0F\u20E3]/gu;

function wordsIn(text: string): string {
  return (
    text
      .replace(/```(?:[a-z0-9_+\-.#]{1,20}\n)?/gi, ' ')
      // Who begins with a command speaks to the bot; in between, its name is what is asked about.
      .replace(/^\s*<\/[^:<>\n]{1,100}:\d{1,20}>|<\/[^:<>\n]{1,100}:\d{1,20}>\s*$/g, ' ')
      .replace(COMMAND, '/$1')
      .replace(MASKED_LINK, '$1')
      .replace(ADDRESS, ' ')
      .replace(EMOJI_NAMES, ' ')
      .replace(PICTURES, ' ')
      .replace(/(?<![\p{L}\p{N}])@(?:everyone|here)(?![\p{L}\p{N}])|^\s*@[\p{L}\p{N}_.]+(?=\s)/giu, ' ')
      .replace(/^[ \t]{0,40}(?:>>>|>|-#|#{1,3}|[-*])[ \t]/gm, '')
      // A backtick between two letters is a slip for an apostrophe.
      .replace(/(?<=\p{L})`(?=\p{L}{1,2}(?!\p{L}))/gu, "'")
      .replace(/\\([^\sA-Za-z0-9])|\*+|\|\||~~|`/g, '$1')
      .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
      .replace(/[ \t]+/g, ' ')
      .replace(/^ | $/gm, '')
      .trim()
  );
}

/** Others' words: lines behind `>`, and all that follows `>>>`. */
function withoutQuotes(text: string): string {
  return text.replace(/^[ \t]{0,40}>>>[ \t][^]*/m, '').replace(/^[ \t]{0,40}>[ \t].*$/gm, '');
}
