import { articlesOf, packIn, type Library, type Pack } from '../src/content/pack.ts';
import {
  customId,
  inServers,
  reply,
  shortened,
  stringOption,
  UserError,
  type ComponentRequest,
  type OptionsRequest,
  type ServerRequest,
} from '../src/discord/kit.ts';
import { hasOwnCommand } from '../src/discord/article-command.ts';
import { findArticle, suggestArticles } from '../src/discord/article-name.ts';
import { pinListMessage } from '../src/discord/pins/pin-list.ts';
import { removeChosen, suggestRemovable } from '../src/discord/pins/remove-pin.ts';
import {
  leftAsItIs,
  pinOrOffer,
  replacePin,
  type OfferIds,
  type PinRequest,
} from '../src/discord/pins/replace-pin.ts';
import { partsOf, sectionPart } from '../src/discord/render/part.ts';
import { findSection, sectionName, suggestSections } from '../src/discord/section-name.ts';

/** Who may pin, and what the bot needs for it. */
export const pinning = inServers({
  member: ['PinMessages'],
  // Without the history, Discord shows an empty list of pins, and they could not be counted.
  bot: ['ViewChannel', 'SendMessages', 'EmbedLinks', 'ReadMessageHistory', 'PinMessages'],
});

/** How long a pin may stay, in days. */
const DAYS = [1, 2, 3, 7, 14, 30, 60, 90] as const;
const DAY = 24 * 60 * 60_000;
/** The choice that takes an end away again. */
const FOR_GOOD = '0';

/** Of each subcommand that pins something. */
interface Chosen {
  readonly article: string | null;
  readonly until: string | null;
}

/** Posts parts of an article to the channel, pins them and keeps them true. */
export function pin(library: Library) {
  const article = stringOption({
    names: { fr: 'article' },
    description: { en: 'Which article', fr: 'Quel article' },
    offered: articlesOf(library).length > 1,
  });
  const until = stringOption({
    names: { fr: 'jusque' },
    description: { en: 'When I unpin it by myself', fr: 'Quand je le désépingle de moi-même' },
    choices: [
      ...DAYS.map((days) => ({
        value: String(days),
        label: days === 1 ? { en: '1 day', fr: '1 jour' } : { en: `${days} days`, fr: `${days} jours` },
      })),
      {
        value: FOR_GOOD,
        label: { en: 'Until somebody unpins it', fr: 'Jusqu’à ce que quelqu’un le désépingle' },
      },
    ],
  });

  return pinning.commandWithSubcommands({
    name: 'pin',
    names: { fr: 'épingler' },
    description: {
      en: 'Post a part of an article here and pin it',
      fr: 'Publier ici une partie d’un article et l’épingler',
    },
    shownEverywhere: true,
    subcommands: {
      summary: pinning.subcommand({
        names: { fr: 'résumé' },
        description: { en: 'Pin what the article is about', fr: 'Épingler ce dont parle l’article' },
        options: { article, until },
        suggest: { article: suggestArticles },
        execute: (request) => pinPart(request, 'summary', () => 'summary'),
      }),
      highlights: pinning.subcommand({
        names: { fr: 'points-clés' },
        description: { en: 'Pin the main points', fr: 'Épingler l’essentiel' },
        options: { article, until },
        suggest: { article: suggestArticles },
        execute: (request) =>
          pinPart(request, 'highlights', ({ highlights }) => {
            if (highlights.length > 0) return 'highlights';
            throw new UserError('no-highlights', (texts) => texts.reading.noHighlights);
          }),
      }),
      section: pinning.subcommand({
        names: { fr: 'section' },
        description: { en: 'Pin one section', fr: 'Épingler une section' },
        options: {
          name: sectionName,
          article,
          until,
        },
        suggest: {
          name: (request, typed) => suggestSections(chosenPack(request), typed),
          article: suggestArticles,
        },
        execute: (request) =>
          pinPart(request, 'section', (pack) =>
            sectionPart(findSection(pack, request.option('name'), hasOwnCommand(request, pack.slug))),
          ),
      }),
      list: pinning.subcommand({
        names: { fr: 'liste' },
        description: {
          en: 'All messages here that I keep pinned and up to date',
          fr: 'Tous les messages que je garde épinglés et à jour ici',
        },
        execute: async (request) => reply.private(await listBody(request, 1)),
      }),
      remove: pinning.subcommand({
        names: { fr: 'retirer' },
        description: {
          en: 'Unpin one of them; the message stays',
          fr: 'En désépingler un ; le message reste',
        },
        options: {
          pin: stringOption({
            names: { fr: 'épingle' },
            description: { en: 'Which of those in this channel', fr: 'Lequel de ceux de ce salon' },
            required: true,
          }),
        },
        suggest: { pin: suggestRemovable },
        execute: (request) => removeChosen(request, request.option('pin')),
      }),
    },

    components: {
      /** Another page of the list. */
      page: {
        carries: [['number']],
        handle: async (request) => reply.update(await listBody(request, Number(request.args[0]))),
      },
      /** The channel was full: the bot's oldest pin makes room. */
      replace: {
        carries: [['snowflake'], ['slug'], ['part'], ['number', 'empty']],
        handle: (request) => {
          const [oldest = '', , , choice = ''] = request.args;
          const pinRequest = offeredPinRequest(request);
          return replacePin(request, oldest, pinRequest, offerIds(pinRequest, choice));
        },
      },
      stop: leftAsItIs,
    },
  });
}

/** In the server's language: everybody reads it. Throws a `UserError` where what was typed names no article that is on. */
function chosenPack(request: OptionsRequest<Chosen>): Pack | null {
  const { answers, articles, publicLocale } = request;
  const typed = request.option('article') ?? '';
  const slug = typed.trim() === '' ? articles.on[0] : findArticle(request, typed);
  return slug === undefined ? null : packIn(answers.library, slug, publicLocale);
}

function pinPart(
  request: OptionsRequest<Chosen> & ServerRequest,
  subcommand: string,
  partOf: (pack: Pack) => PinRequest['part'],
) {
  const pack = chosenPack(request);
  if (pack === null) {
    throw new UserError('no-content', (texts) =>
      request.answers.library.length === 0 ? texts.ask.noContent : texts.articles.noneHere,
    );
  }
  const until = request.option('until');
  const pinRequest = {
    slug: pack.slug,
    locale: request.publicLocale,
    part: partOf(pack),
    until: endOf(until),
    messageId: null,
    command: `/pin ${subcommand}`,
  };
  return pinOrOffer(request, pinRequest, offerIds(pinRequest, until ?? ''));
}

/** What was chosen for `until`: it stays as it is where that is nothing, and where it was never offered. */
function endOf(choice: string | null): PinRequest['until'] {
  if (choice === FOR_GOOD) return null;
  const days = DAYS.find((one) => String(one) === choice);
  return days === undefined ? undefined : Date.now() + days * DAY;
}

/** `pin:replace:<oldest>:<article>:<part, short>:<until>`: 12 + 20 + 33 + 13 + 3 characters at most. */
function offerIds({ slug, part }: PinRequest, until: string): OfferIds {
  return {
    replace: (oldest) => customId('pin', 'replace', oldest, slug, shortened(part), until),
    stop: (unpinned) => customId('pin', 'stop', unpinned ?? ''),
  };
}

function offeredPinRequest({ args, answers, publicLocale }: ComponentRequest): PinRequest {
  const [, slug = '', short, until = ''] = args;
  const pack = packIn(answers.library, slug, publicLocale);
  const part = pack === null ? undefined : partsOf(pack).find((one) => shortened(one) === short);
  if (part === undefined) throw new UserError('gone', (texts) => texts.reading.gone);
  return { slug, locale: publicLocale, part, until: endOf(until), messageId: null, command: '/pin' };
}

async function listBody({ store, place, answers, texts, serverId }: ServerRequest, page: number) {
  return pinListMessage(await store.pins.inServer(serverId), {
    library: answers.library,
    channelId: place.channelId,
    texts,
    page,
    pageId: (to) => customId('pin', 'page', to),
  });
}
