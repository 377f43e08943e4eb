import type { Library, Pack, PassageReference } from '../../content/pack.ts';
import { unescaped } from '../../markdown/discord.ts';
import { textsFor, type Texts } from '../../texts/texts.ts';
import type { CustomId } from '../custom-id.ts';
import { partMessage, partsOf, partTitle, READER, type ArticlePart } from '../render/part.ts';
import { passageVotedOn, votedOn } from '../votes.ts';
import { controlsOf, idOf } from './controls.ts';
import { showsSame, type VisibleMessage } from './same-message.ts';

export interface ShownPart {
  readonly pack: Pack;
  readonly part: ArticlePart;
}

/**
 * Which part of an article a message of the bot's own shows; null where that can't be told, or where it shows several. Its
 * buttons for votes say so, or those that turn its pages. Where there are none, its card does: in the article that its other
 * buttons lead through, if there are any.
 */
export function shownPart(message: VisibleMessage, library: Library, publicTexts: Texts): ShownPart | null {
  const ids = controlsOf(message.components).flatMap((control) => idOf(control) ?? []);
  const places = ids.filter(({ owner }) => owner === READER);
  const vote = votedOn(message.components);
  if (vote !== null) {
    const passage = passageVotedOn(vote, library);
    // A button that opens what is voted on stands in a card of several answers alone: kept true as one, it would lose the others.
    if (passage === null || places.some((place) => opens(place, passage))) return null;
    return partIn(library, passage.slug, passage.locale, passage.id);
  }
  const turning = places.find(({ handler }) => handler === 'go' || handler === 'choose');
  if (turning !== undefined) {
    const [slug = '', locale = '', part = ''] = turning.args;
    return partIn(library, slug, locale, part);
  }
  const [any] = places;
  const packs = library.filter(
    (pack) => any === undefined || (pack.slug === any.args[0] && pack.locale === any.args[1]),
  );
  return byCard(message, packs, publicTexts);
}

function opens({ handler, args: [slug, locale, part] }: CustomId, passage: PassageReference): boolean {
  return handler === 'open' && slug === passage.slug && locale === passage.locale && part === passage.id;
}

function partIn(library: Library, slug: string, locale: string, part: ArticlePart): ShownPart | null {
  const pack = library.find((one) => one.slug === slug && one.locale === locale);
  return pack !== undefined && partsOf(pack).includes(part) ? { pack, part } : null;
}

/** By the card's title and text; by its title alone where the text has changed since and only one part is called so. */
function byCard(message: VisibleMessage, packs: readonly Pack[], publicTexts: Texts): ShownPart | null {
  const [card] = message.embeds;
  if (card?.title === undefined) return null;
  const title = unescaped(card.title);
  const called = packs.flatMap((pack) =>
    [...new Set([publicTexts, textsFor(pack.locale)])].flatMap((texts) =>
      partsOf(pack)
        .filter((part) => partTitle(pack, part, texts) === title)
        .map((part) => ({ pack, part, body: partMessage(pack, part, { texts }) })),
    ),
  );
  const text = card.description?.trim();
  const found =
    called.find(
      ({ body }) =>
        body !== null &&
        showsSame({ content: '', embeds: [card], components: [] }, { ...body, content: '', components: [] }),
    ) ??
    called.find(({ body }) => body?.embeds?.[0]?.description?.trim() === text) ??
    (new Set(called.map(({ pack, part }) => `${pack.slug} ${pack.locale} ${part}`)).size === 1
      ? called[0]
      : undefined);
  return found === undefined ? null : { pack: found.pack, part: found.part };
}
