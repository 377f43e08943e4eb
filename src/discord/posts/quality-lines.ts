import { packIn, type Pack } from '../../content/pack.ts';
import { escapeMarkdown } from '../../markdown/discord.ts';
import type { ServerState } from '../../store/store.ts';
import type { Texts } from '../../texts/texts.ts';
import { articlesHere } from '../articles-here.ts';
import type { Asking } from '../command.ts';
import { oneLine } from '../render/text.ts';
import {
  ENOUGH_QUESTIONS,
  isGoodEnough,
  LEAST_PRECISION,
  MOST_WRONGLY_ANSWERED,
  type ArticleQuality,
} from './article-quality.ts';

/** More are only counted, and not measured until a post asks for them. */
const MAX_LINES = 4;

/** Whether each article that is on in the server's forums answers posts there, and why not. */
export function postQualityLines(
  { settings, articleChoices }: Pick<ServerState, 'settings' | 'articleChoices'>,
  { answers: { library }, publicLocale, qualities, texts }: Asking,
): readonly string[] {
  const slugs = settings.postForums.flatMap(
    (forum) => articlesHere(library, articleChoices, { channelId: forum, parentId: null }).on,
  );
  const packs = [...new Set(slugs)].flatMap((slug) => packIn(library, slug, publicLocale) ?? []);
  const left = packs.length - MAX_LINES;
  return [
    ...packs.slice(0, MAX_LINES).map((pack) => lineOf(pack, qualities.now(pack), texts)),
    ...(left > 0 ? [texts.posts.more(left)] : []),
  ];
}

function lineOf({ title }: Pack, quality: ArticleQuality, { posts, discordLocales }: Texts): string {
  const name = escapeMarkdown(oneLine(title, 80));
  switch (quality.kind) {
    case 'too few':
      return posts.tooFew(
        name,
        [quality.answerable, quality.unanswerable],
        [ENOUGH_QUESTIONS.answerable, ENOUGH_QUESTIONS.unanswerable],
      );
    case 'being measured':
      return posts.measuring(name);
    case 'measured': {
      const percent = new Intl.NumberFormat([...discordLocales], { style: 'percent' });
      const { precision, wronglyAnswered } = quality;
      if (precision === null) return posts.answersNothing(name);
      // Rounded so that what isn't enough doesn't look as if it were.
      const right = percent.format(Math.floor(precision * 100) / 100);
      if (isGoodEnough(quality)) return posts.good(name, right);
      if (precision < LEAST_PRECISION) return posts.wrong(name, right, percent.format(LEAST_PRECISION));
      return posts.wronglyAnswered(
        name,
        percent.format(Math.ceil(wronglyAnswered * 100) / 100),
        percent.format(MOST_WRONGLY_ANSWERED),
      );
    }
  }
}
