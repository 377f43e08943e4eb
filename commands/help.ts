import { ApplicationCommandOptionType, ApplicationCommandType, type Locale } from 'discord-api-types/v10';
import { articlesOf, packIn } from '../src/content/pack.ts';
import { anyone, customId, isOnHere, oneLine, reply, type Reply, type Request } from '../src/discord/kit.ts';
import { hasOwnCommand } from '../src/discord/article-command.ts';
import { authorKey } from '../src/discord/keyed-hash.ts';
import { missingPermissions } from '../src/discord/permissions.ts';
import { button, buttonRows, message, PAGE_LENGTH } from '../src/discord/render/message.ts';
import { pager } from '../src/discord/render/pager.ts';
import { paginate } from '../src/discord/render/pages.ts';
import { escapeMarkdown } from '../src/markdown/discord.ts';

type Command = Request['commands'][number];

/** What the bot knows and can do, made from the command list. */
export const help = anyone.command({
  name: 'help',
  names: { fr: 'aide' },
  description: { en: 'What I know and what I can do', fr: 'Ce que je sais et ce que je peux faire' },
  execute: (request) => reply.private(helpMessage(request, 1)),
  components: {
    go: {
      carries: [['number', 'empty']],
      handle: (request) => reply.update(helpMessage(request, Number(request.args[0] ?? 1))),
    },
    uncredit,
  },
});

function helpMessage(request: Request, wanted: number) {
  const { texts } = request;
  const pages = paginate(helpBlocks(request).join('\n\n'), PAGE_LENGTH);
  const { page, buttons, footer } = pager({ wanted, pages: pages.length }, texts, (to) =>
    customId('help', 'go', to),
  );
  return message({
    card: {
      title: texts.help.title,
      text: pages[page - 1] ?? '',
      footer,
    },
    rows: buttonRows([
      ...buttons,
      ...(creditsAuthors(request) ? [button(texts.help.uncredit, customId('help', 'uncredit'))] : []),
    ]),
  });
}

/** Elsewhere there are no names to take out. */
function creditsAuthors({ place, settings }: Request): boolean {
  return place.serverId !== null && place.botIsMember && settings.creditAuthors;
}

/** Whoever is named with what moderators taught takes that back, without asking anybody. */
async function uncredit({ place, member, store, keys, texts }: Request): Promise<Reply> {
  const key = keys.questions();
  if (place.serverId === null || !place.botIsMember || key === null)
    return reply.private(texts.help.uncredited(0));
  const { serverId } = place;
  return reply.private(
    texts.help.uncredited(await store.knowledge.removeCredits(serverId, authorKey(key, serverId, member.id))),
  );
}

function helpBlocks(request: Request): readonly string[] {
  const { texts, answers, locale, commands } = request;
  const isLeftOut = (slug: string) => !hasOwnCommand(request, slug);
  const isOff = new Set(articlesOf(answers.library).filter((slug) => !isOnHere(request, slug)));
  const articles = request.articles.on.flatMap((slug) => {
    const pack = packIn(answers.library, slug, locale);
    if (pack === null) return [];
    const title = escapeMarkdown(oneLine(pack.title, 120));
    const size = `${texts.reading.sectionCount(pack.sections.length)}, ${texts.reading.faqCount(pack.faq.length)}`;
    const command = isLeftOut(slug) ? '' : ` (\`/${slug}\`)`;
    return [`- ${texts.labelled(`**${title}**${command}`, size)}`];
  });
  return [
    texts.help.intro,
    `**${texts.help.articles}**`,
    articles.length > 0
      ? articles.join('\n')
      : isOff.size > 0
        ? texts.articles.noneHere
        : texts.ask.noContent,
    `**${texts.help.commands}**`,
    ...commands
      .filter(({ data }) => !isOff.has(data.name) && !isLeftOut(data.name))
      .filter((command) => mayUse(command, request))
      .map((command) => commandLines(command, request)),
  ];
}

/** As Discord's own picker decides: a server may allow more, and then the command says what is missing. */
function mayUse({ data }: Command, { member, place }: Request): boolean {
  const wanted = BigInt(data.default_member_permissions ?? '0');
  // What takes a permission is for servers: direct messages know none.
  if (place.serverId === null) return wanted === 0n;
  return missingPermissions(member.permissions, wanted) === 0n;
}

type Localised = { readonly [Language in Locale]?: string | null | undefined };

interface Labelled {
  readonly name: string;
  readonly name_localizations?: Localised | null | undefined;
  readonly description: string;
  readonly description_localizations?: Localised | null | undefined;
}

function commandLines({ data, help: use }: Command, { texts, interaction }: Request): string {
  const locale = 'locale' in interaction ? interaction.locale : 'en-US';
  if (data.type === ApplicationCommandType.Message) {
    const line = texts.help.contextMenu(data.name_localizations?.[locale] ?? data.name);
    return use === undefined ? line : `${line}\n${texts.own(use)}`;
  }
  if (data.type !== undefined && data.type !== ApplicationCommandType.ChatInput) return '';

  const name = (named: Labelled) => named.name_localizations?.[locale] ?? named.name;
  const description = (named: Labelled) =>
    escapeMarkdown(named.description_localizations?.[locale] ?? named.description);

  const subcommands = (data.options ?? []).filter(
    (option) => option.type === ApplicationCommandOptionType.Subcommand,
  );
  // What has subcommands can't be typed without one: nothing to click.
  if (subcommands.length === 0) return `${texts.command(data.name)} ${description(data)}`;
  return [
    `\`/${name(data)}\` ${description(data)}`,
    ...subcommands.map((sub) => `- ${texts.command(`${data.name} ${sub.name}`)} ${description(sub)}`),
  ].join('\n');
}
