import { COMMAND, EMOJI_NAMES, EMOTES_AND_TIMES, MASKED_LINK, withoutMentions } from './discord.ts';

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

/** Without others' words: lines behind `>`, and all that follows `>>>`. */
export function withoutQuotes(text: string): string {
  return text.replace(/^[ \t]{0,40}>>>[ \t][^]*/m, '').replace(/^[ \t]{0,40}>[ \t].*$/gm, '');
}
