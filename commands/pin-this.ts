import { packIn } from '../src/content/pack.ts';
import { customId, UserError, type ServerRequest } from '../src/discord/kit.ts';
import { refusable } from '../src/discord/pins/refusable.ts';
import {
  leftAsItIs,
  pinOrOffer,
  replacePin,
  type OfferIds,
  type PinRequest,
} from '../src/discord/pins/replace-pin.ts';
import type { VisibleMessage } from '../src/discord/pins/same-message.ts';
import { shownPart } from '../src/discord/pins/shown-part.ts';
import { pinning } from './pin.ts';

const name = 'Pin this answer';

/** "Pin this answer" in a message's menu: pins an answer of the bot's and keeps it true. */
export const pinThis = pinning.menuCommand({
  name,
  names: { fr: 'Épingler cette réponse' },
  help: {
    en: 'Pin that answer of mine and keep it up to date',
    fr: 'Épingler cette réponse de ma part et la tenir à jour',
  },
  shownEverywhere: true,

  execute: async (request) => {
    const { target } = request;
    if (!target.isOwn) throw new UserError('not-mine', (texts) => texts.pin.notMine);
    if (target.isPrivate) throw new UserError('private-message', (texts) => texts.pin.privateMessage);
    return pinOrOffer(request, await pinRequestFor(request, target.id, target), offerIds(target.id));
  },

  components: {
    /** The channel was full: the bot's oldest pin makes room. */
    replace: {
      carries: [['snowflake'], ['snowflake']],
      handle: async (request) => {
        const [oldest = '', messageId = ''] = request.args;
        const { discord, place } = request;
        const message = await refusable(() => discord.readMessage(place.channelId ?? '', messageId));
        if (message === null) throw new UserError('message-gone', (texts) => texts.pin.messageGone);
        const pinRequest = await pinRequestFor(request, messageId, message);
        return replacePin(request, oldest, pinRequest, offerIds(messageId));
      },
    },
    stop: leftAsItIs,
  },
});

/** What the message shows: as it was noted when it was pinned, or else as its buttons and its card say. */
async function pinRequestFor(
  request: ServerRequest,
  messageId: string,
  message: VisibleMessage,
): Promise<PinRequest> {
  const { store, answers, publicTexts, publicLocale, serverId } = request;
  const noted = await store.pins.findMessage(serverId, messageId);
  const command = name;
  if (noted !== null) {
    const { slug, locale, part } = noted;
    return { slug, locale, part, until: undefined, messageId, command };
  }
  const shown = shownPart(message, answers.library, publicTexts);
  if (shown === null) throw new UserError('no-part', (texts) => texts.pin.noPart);
  const { pack, part } = shown;
  // In the server's language, as other pins are, unless the answer is in another.
  const isServers = packIn(answers.library, pack.slug, publicLocale) === pack;
  return {
    slug: pack.slug,
    locale: isServers ? publicLocale : pack.locale,
    part,
    until: undefined,
    messageId,
    command,
  };
}

/** `Pin this answer:replace:<oldest>:<message>`: 24 + 20 + 20 characters. */
function offerIds(messageId: string): OfferIds {
  return {
    replace: (oldest) => customId(name, 'replace', oldest, messageId),
    stop: (unpinned) => customId(name, 'stop', unpinned ?? ''),
  };
}
