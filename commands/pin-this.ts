import { ContextMenuCommandBuilder } from 'discord.js';
import { ApplicationCommandType } from 'discord-api-types/v10';
import { packIn } from '../src/content/pack.ts';
import type { Command, ComponentRequest, Request } from '../src/discord/command.ts';
import { customId } from '../src/discord/custom-id.ts';
import { EVERYWHERE, named } from '../src/discord/definition.ts';
import { putPin, type PinWish } from '../src/discord/pins/put-pin.ts';
import { refusable } from '../src/discord/pins/refusable.ts';
import { leftAsItIs, pinReply, replacePin, type OfferIds } from '../src/discord/pins/replace-pin.ts';
import type { Shown } from '../src/discord/pins/same-message.ts';
import { shownPart } from '../src/discord/pins/shown-part.ts';
import { targetMessage } from '../src/discord/target-message.ts';
import { serverOf } from '../src/discord/server-of.ts';
import { UserError } from '../src/discord/user-error.ts';
import { defaultTexts } from '../src/texts/texts.ts';
import { PINNING } from './pin.ts';

const { name } = defaultTexts.commands.pinThis;

/** "Pin this answer" in a message's menu: pins an answer of the bot's and keeps it true. */
export const pinThis = {
  data: named(new ContextMenuCommandBuilder(), (texts) => texts.commands.pinThis)
    .setType(ApplicationCommandType.Message)
    .setDefaultMemberPermissions(PINNING.memberPermissions)
    .setContexts(...EVERYWHERE.contexts)
    .setIntegrationTypes(...EVERYWHERE.installations)
    .toJSON(),

  access: PINNING,

  repliesPrivately: () => true,

  execute: async (request) => {
    const target = targetMessage(request.interaction);
    if (target === null) {
      throw new UserError('unreadable-message', (texts) => texts.errors.unreadableMessage);
    }
    if (!target.isOwn) throw new UserError('not-mine', (texts) => texts.pin.notMine);
    if (target.isPrivate) throw new UserError('private-message', (texts) => texts.pin.privateMessage);
    const wish = await wishFor(request, target.id, target);
    return pinReply(request, await putPin(request, wish), offerIds(target.id));
  },

  customIds: { components: { replace: [['snowflake'], ['snowflake']], stop: [['snowflake', 'empty']] } },

  components: {
    /** The channel was full: the bot's oldest pin makes room. */
    replace: async (request: ComponentRequest) => {
      const [oldest = '', messageId = ''] = request.args;
      const { discord, place } = request;
      const message = await refusable(() => discord.readMessage(place.channelId ?? '', messageId));
      if (message === null) throw new UserError('message-gone', (texts) => texts.pin.messageGone);
      const wish = await wishFor(request, messageId, message);
      return replacePin(request, oldest, wish, offerIds(messageId));
    },

    stop: leftAsItIs,
  },
} satisfies Command;

/** What the message shows: as it was noted when it was pinned, or else as its buttons and its card say. */
async function wishFor(request: Request, messageId: string, message: Shown): Promise<PinWish> {
  const { store, answers, publicTexts, publicLocale } = request;
  const noted = await store.pins.findMessage(serverOf(request), messageId);
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
