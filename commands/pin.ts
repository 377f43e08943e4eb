import { PermissionFlagsBits, SlashCommandBuilder, type SlashCommandSubcommandBuilder } from 'discord.js';
import { articlesOf, packIn, type Library, type Pack } from '../src/content/pack.ts';
import { DiscordRefusal } from '../src/discord/api.ts';
import type { Command, CommandRequest, Reply } from '../src/discord/command.ts';
import { described, EVERYWHERE } from '../src/discord/definition.ts';
import { DISCORD_ERRORS, LIMITS } from '../src/discord/limits.ts';
import { messageLink } from '../src/discord/message-link.ts';
import { notice } from '../src/discord/render/message.ts';
import { partMessage, sectionPart, type Part } from '../src/discord/render/part.ts';
import { findSection, suggestSections } from '../src/discord/section-name.ts';
import { UserError } from '../src/discord/user-error.ts';

const { ViewChannel, SendMessages, EmbedLinks, ReadMessageHistory, PinMessages } = PermissionFlagsBits;

/** Posts a part of an article to the channel and pins it. */
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
  return {
    data: described(new SlashCommandBuilder(), (texts) => texts.commands.pin)
      .setDefaultMemberPermissions(PinMessages)
      .addSubcommand((sub) => withArticle(described(sub, (texts) => texts.commands.pin.summary)))
      .addSubcommand((sub) => withArticle(described(sub, (texts) => texts.commands.pin.highlights)))
      .addSubcommand((sub) =>
        withArticle(
          described(sub, (texts) => texts.commands.pin.section).addStringOption((option) =>
            described(option, (texts) => texts.commands.pin.options.name)
              .setRequired(true)
              .setAutocomplete(true),
          ),
        ),
      )
      // Also where pinning can't work: there it says why.
      .setContexts(...EVERYWHERE.contexts)
      .setIntegrationTypes(...EVERYWHERE.installations)
      .toJSON(),

    access: {
      serverOnly: true,
      memberPermissions: PinMessages,
      // Without the history, Discord shows an empty list of pins, and they could not be counted.
      botPermissions: ViewChannel | SendMessages | EmbedLinks | ReadMessageHistory | PinMessages,
    },

    repliesPrivately: () => true,

    autocomplete: ({ focused, ...request }) => suggestSections(chosenPack(request), focused.typed),

    execute: async (request) => {
      const pack = chosenPack(request);
      if (pack === null) throw new UserError('no-content', (texts) => texts.ask.noContent);
      return postAndPin(request, pack, chosenPart(request, pack));
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

async function postAndPin(request: CommandRequest, pack: Pack, part: Part): Promise<Reply> {
  const { discord, place, member, options, texts, publicTexts } = request;
  const body = partMessage(pack, part, { texts: publicTexts });
  const channel = place.channelId;
  if (body === null || channel === null) throw new Error(`Nothing to pin: "${part}".`);

  const command = `/pin ${options.subcommand}`;
  const reason = publicTexts.pin.auditReason(member.username, member.id, command);
  const full = new UserError('pins-full', (all) => all.pin.full(LIMITS.pins));

  const posted = await refusable(async () => {
    if ((await discord.listPins(channel, LIMITS.pins)).length >= LIMITS.pins) throw full;
    return discord.createMessage(channel, body);
  });
  const link = messageLink(place.serverId, channel, posted.id);
  try {
    await discord.pinMessage(channel, posted.id, reason);
  } catch (error) {
    request.log.warn({ err: error, command }, 'Discord refused to pin');
    const undoReason = publicTexts.pin.auditUndo(member.username, member.id, command);
    await discord.deleteMessage(channel, posted.id, undoReason).catch((refusal: unknown) => {
      request.log.error({ err: refusal, command }, 'the message that could not be pinned stays');
      throw new UserError('pin-failed-and-left', (all) => all.pin.failedAndLeft(link));
    });
    // Somebody else pinned one in the meantime.
    if (error instanceof DiscordRefusal && error.code === DISCORD_ERRORS.tooManyPins) throw full;
    throw new UserError('pin-failed', (all) => all.pin.failed);
  }
  const title = body.embeds?.[0]?.title ?? part;
  return { kind: 'message', body: notice(texts.pin.done(`**${title}**`, link)), private: true };
}

const FORBIDDEN = 403;

/** Permissions may have changed since the interaction was sent: Discord's own refusal has a text too. */
async function refusable<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DiscordRefusal && error.status === FORBIDDEN) {
      throw new UserError('refused', (texts) => texts.pin.refused);
    }
    throw error;
  }
}
