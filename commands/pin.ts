import { createHash } from 'node:crypto';
import { PermissionFlagsBits, SlashCommandBuilder, type SlashCommandSubcommandBuilder } from 'discord.js';
import { articlesOf, packIn, type Library, type Pack } from '../src/content/pack.ts';
import type {
  Access,
  Command,
  CommandRequest,
  ComponentRequest,
  Reply,
  Request,
} from '../src/discord/command.ts';
import { customId } from '../src/discord/custom-id.ts';
import { described, EVERYWHERE } from '../src/discord/definition.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { messageLink } from '../src/discord/message-link.ts';
import { findPin, pinListMessage, suggestPins } from '../src/discord/pins/pin-list.ts';
import { pinTitle } from '../src/discord/pins/pin-title.ts';
import { putPin, type PinWish } from '../src/discord/pins/put-pin.ts';
import { removePin } from '../src/discord/pins/remove-pin.ts';
import { leftAsItIs, pinReply, replacePin, type OfferIds } from '../src/discord/pins/replace-pin.ts';
import { escapeMarkdown } from '../src/markdown/discord.ts';
import { notice } from '../src/discord/render/message.ts';
import { partsOf, sectionPart, type Part } from '../src/discord/render/part.ts';
import { oneLine } from '../src/discord/render/text.ts';
import { findSection, suggestSections } from '../src/discord/section-name.ts';
import { UserError } from '../src/discord/user-error.ts';
import { defaultTexts, localisations } from '../src/texts/texts.ts';
import type { LivingPin } from '../src/store/pin-store.ts';

const { ViewChannel, SendMessages, EmbedLinks, ReadMessageHistory, PinMessages } = PermissionFlagsBits;

/** Who may pin, and what the bot needs for it. */
export const PINNING: Access = {
  serverOnly: true,
  memberPermissions: PinMessages,
  // Without the history, Discord shows an empty list of pins, and they could not be counted.
  botPermissions: ViewChannel | SendMessages | EmbedLinks | ReadMessageHistory | PinMessages,
};

/** How long a pin may stay, in days. */
const DAYS = [1, 2, 3, 7, 14, 30, 60, 90] as const;
const DAY = 24 * 60 * 60_000;
/** The choice that takes an end away again. */
const FOR_GOOD = '0';

/** Posts parts of an article to the channel, pins them and keeps them true. */
export function pin(library: Library): Command {
  const articles = articlesOf(library);
  /** Only where there is a choice. */
  const withArticle = (sub: SlashCommandSubcommandBuilder) =>
    articles.length < 2
      ? sub
      : sub.addStringOption((option) =>
          described(option, (texts) => texts.commands.pin.options.article).addChoices(
            articles.slice(0, LIMITS.choices).map((slug) => ({ name: slug, value: slug })),
          ),
        );
  const withUntil = (sub: SlashCommandSubcommandBuilder) =>
    sub.addStringOption((option) =>
      described(option, (texts) => texts.commands.pin.options.until).addChoices(
        ...DAYS.map((days) => ({
          name: defaultTexts.commands.pin.days(days),
          name_localizations: localisations((texts) => texts.commands.pin.days(days)),
          value: String(days),
        })),
        {
          name: defaultTexts.commands.pin.forGood,
          name_localizations: localisations((texts) => texts.commands.pin.forGood),
          value: FOR_GOOD,
        },
      ),
    );
  return {
    data: described(new SlashCommandBuilder(), (texts) => texts.commands.pin)
      .setDefaultMemberPermissions(PinMessages)
      .addSubcommand((sub) => withUntil(withArticle(described(sub, (texts) => texts.commands.pin.summary))))
      .addSubcommand((sub) =>
        withUntil(withArticle(described(sub, (texts) => texts.commands.pin.highlights))),
      )
      .addSubcommand((sub) =>
        withUntil(
          withArticle(
            described(sub, (texts) => texts.commands.pin.section).addStringOption((option) =>
              described(option, (texts) => texts.commands.pin.options.name)
                .setRequired(true)
                .setAutocomplete(true),
            ),
          ),
        ),
      )
      .addSubcommand((sub) => described(sub, (texts) => texts.commands.pin.list))
      .addSubcommand((sub) =>
        described(sub, (texts) => texts.commands.pin.remove).addStringOption((option) =>
          described(option, (texts) => texts.commands.pin.options.pin)
            .setRequired(true)
            .setAutocomplete(true),
        ),
      )
      // Also where pinning can't work: there it says why.
      .setContexts(...EVERYWHERE.contexts)
      .setIntegrationTypes(...EVERYWHERE.installations)
      .toJSON(),

    access: PINNING,

    repliesPrivately: () => true,

    autocomplete: async ({ focused, ...request }) =>
      focused.name === 'pin'
        ? suggestPins(await removable(request), focused.typed, request.answers.library, request.texts)
        : suggestSections(chosenPack(request), focused.typed),

    execute: async (request) => {
      switch (request.options.subcommand) {
        case 'list':
          return { kind: 'message', body: await listBody(request, 1), private: true };
        case 'remove':
          return remove(request);
        default: {
          const wish = wishOf(request);
          const until = request.options.optionalString('until') ?? '';
          return pinReply(request, await putPin(request, wish), offerIds(wish, until));
        }
      }
    },

    customIds: {
      components: {
        page: [['number']],
        replace: [['snowflake'], ['slug'], ['part'], ['number', 'empty']],
        stop: [['snowflake', 'empty']],
      },
    },

    components: {
      /** Another page of the list. */
      page: async (request) => ({ kind: 'update', body: await listBody(request, Number(request.args[0])) }),

      /** The channel was full: the bot's oldest pin makes room. */
      replace: async (request) => {
        const [oldest = '', , , until = ''] = request.args;
        const wish = offeredWish(request);
        return replacePin(request, oldest, wish, offerIds(wish, until));
      },

      stop: leftAsItIs,
    },
  };
}

/** In the server's language: everybody reads it. */
function chosenPack({ options, answers, publicLocale }: Omit<CommandRequest, 'focused'>): Pack | null {
  const slug = options.optionalString('article') ?? articlesOf(answers.library)[0];
  return slug === undefined ? null : packIn(answers.library, slug, publicLocale);
}

function chosenPart({ options }: CommandRequest, pack: Pack): Part {
  if (options.subcommand === 'highlights' && pack.highlights.length === 0) {
    throw new UserError('no-highlights', (texts) => texts.reading.noHighlights);
  }
  return options.subcommand === 'section'
    ? sectionPart(findSection(pack, options.string('name')))
    : options.subcommand;
}

function wishOf(request: CommandRequest): PinWish {
  const { options, publicLocale } = request;
  const pack = chosenPack(request);
  if (pack === null) throw new UserError('no-content', (texts) => texts.ask.noContent);
  return {
    slug: pack.slug,
    locale: publicLocale,
    part: chosenPart(request, pack),
    until: endOf(options.optionalString('until')),
    messageId: null,
    command: `/pin ${options.subcommand}`,
  };
}

/** What was chosen for `until`: it stays as it is where that is nothing, and where it was never offered. */
function endOf(choice: string | null): PinWish['until'] {
  if (choice === FOR_GOOD) return null;
  const days = DAYS.find((one) => String(one) === choice);
  return days === undefined ? undefined : Date.now() + days * DAY;
}

/** `pin:replace:<oldest>:<article>:<part, short>:<until>`: 12 + 20 + 33 + 13 + 3 characters at most. */
function offerIds({ slug, part }: PinWish, until: string): OfferIds {
  return {
    replace: (oldest) => customId('pin', 'replace', oldest, slug, shortened(part), until),
    stop: (unpinned) => customId('pin', 'stop', unpinned ?? ''),
  };
}

function offeredWish({ args, answers, publicLocale }: ComponentRequest): PinWish {
  const [, slug = '', short, until = ''] = args;
  const pack = packIn(answers.library, slug, publicLocale);
  const part = pack === null ? undefined : partsOf(pack).find((one) => shortened(one) === short);
  if (part === undefined) throw new UserError('gone', (texts) => texts.reading.gone);
  return { slug, locale: publicLocale, part, until: endOf(until), messageId: null, command: '/pin' };
}

/** A part's name may be too long to stand beside the rest in a custom id. */
function shortened(part: Part): string {
  return createHash('sha256').update(part).digest('base64url').slice(0, 12);
}

async function listBody({ store, place, answers, texts }: Request, page: number) {
  const pins = place.serverId === null ? [] : await store.pins.inServer(place.serverId);
  return pinListMessage(pins, {
    library: answers.library,
    channelId: place.channelId,
    texts,
    page,
    pageId: (to) => customId('pin', 'page', to),
  });
}

/**
 * This channel's: what a moderator may do elsewhere isn't known here. Of other channels only those that are no message
 * any more: the channel may be gone, too.
 */
async function removable({ store, place }: Request): Promise<readonly LivingPin[]> {
  const pins = place.serverId === null ? [] : await store.pins.inServer(place.serverId);
  const isHere = ({ channelId }: LivingPin) => channelId === place.channelId;
  return [...pins.filter(isHere), ...pins.filter((one) => !isHere(one) && one.gone)];
}

async function remove(request: CommandRequest): Promise<Reply> {
  const { options, answers, texts } = request;
  const chosen = findPin(await removable(request), options.string('pin'), answers.library, texts);
  if (chosen === null) throw new UserError('no-such-pin', (all) => all.pin.noSuchPin);
  const title = `**${escapeMarkdown(oneLine(pinTitle(answers.library, chosen, texts), 120))}**`;
  const link = messageLink(chosen.serverId, chosen.channelId, chosen.messageId);
  const wasThere = await removePin(request, chosen, '/pin remove');
  const said = wasThere ? texts.pin.removed(title, link) : texts.pin.removedGone(title);
  return { kind: 'message', body: notice(said), private: true };
}
