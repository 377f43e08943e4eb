import { hasSeveral } from '../src/discord/articles-here.ts';
import { askedServer } from '../src/discord/asked-server.ts';
import type { PackPassage } from '../src/answers/outcome.ts';
import { SERVER_SLUG } from '../src/answers/servers.ts';
import { findPassage } from '../src/discord/find-passage.ts';
import {
  choice,
  customId,
  inServers,
  mustBeOn,
  reply,
  stringOption,
  UserError,
  userOption,
  type Choices,
  type Reply,
  type ServerRequest,
} from '../src/discord/kit.ts';
import { LIMITS } from '../src/discord/limits.ts';
import { messageLink } from '../src/discord/message-link.ts';
import { passageByKey, passageKey } from '../src/discord/passage-key.ts';
import { RELATED } from '../src/discord/reader.ts';
import { message, selectRow } from '../src/discord/render/message.ts';
import { passageMessage } from '../src/discord/render/outcome.ts';
import { labelOf, textsAround } from '../src/discord/render/text-page.ts';
import { takeAwayButton } from '../src/discord/votes.ts';

const helpers = inServers({ member: ['ManageMessages'] });

/** Before what stands for an entry among what may be typed by hand. */
const ENTRY = 'entry ';

/** `/answer`: a helper answers with the entry of their choice, where everybody sees it. */
export const answer = helpers.command({
  name: 'answer',
  names: { fr: 'répondre' },
  description: {
    en: 'Answer somebody with an entry of your choice',
    fr: 'Répondre à quelqu’un par l’entrée de votre choix',
  },
  options: {
    entry: stringOption({
      names: { fr: 'entrée' },
      description: { en: 'Which one: type to search', fr: 'Laquelle : tapez pour chercher' },
      required: true,
    }),
    to: userOption({
      names: { fr: 'à' },
      description: {
        en: 'Whom you answer: they alone are mentioned',
        fr: 'À qui vous répondez : cette personne seule est mentionnée',
      },
    }),
  },
  suggest: { entry: suggestEntries },
  repliesPrivately: () => false,
  execute: async (request) => {
    const to = request.option('to');
    if (to?.bot === true) {
      throw new UserError('to-bot', (texts) =>
        texts.own({
          en: 'That is a bot, which asks nothing. Choose a person, or nobody.',
          fr: 'C’est un bot, qui ne demande rien. Choisissez une personne, ou personne.',
        }),
      );
    }
    const found = await entryIn(request, request.option('entry'));
    return to === null
      ? shown(request, found, { askers: [] })
      : shown(request, found, { askers: [to.id], content: `<@${to.id}>`, pings: to.id });
  },
});

/** "Answer with…" in a message's menu: the entry is chosen from those that come nearest to the message. */
export const answerWith = helpers.menuCommand({
  name: 'Answer with…',
  names: { fr: 'Répondre avec…' },
  help: {
    en: 'Answer that message with an entry of your choice',
    fr: 'Répondre à ce message par l’entrée de votre choix',
  },
  execute: async (request) => {
    const { answers, texts, locale, target } = request;
    const asked = { locale, articles: request.articles, ...askedServer(request) };
    const question = target.content.trim();
    const nearest = question === '' ? [] : await answers.nearest(question, asked);
    const usual = await answers.suggest('', { ...asked, limit: LIMITS.selectOptions });
    const choices = onceEach([...nearest, ...usual.map(({ found }) => found)]).slice(0, LIMITS.selectOptions);
    if (choices.length === 0) throw new UserError('no-content', (all) => all.ask.noContent);
    const placeholder = texts.own({ en: 'Choose the answer', fr: 'Choisissez la réponse' });
    return reply.private(
      message({
        content: texts.own({
          en: 'With what? I show it here for everybody, with a link to that message. Nobody is pinged.',
          fr: 'Par quoi ? Je l’affiche ici pour tout le monde, avec un lien vers ce message. Personne n’est notifié.',
        }),
        rows: [
          selectRow(
            // `Answer with…:choose:<channel>:<message>:<author>`: 19 + 21 + 21 + 21 characters at most.
            customId('Answer with…', 'choose', target.channelId, target.id, target.authorId),
            placeholder,
            choices.map((found) => ({
              label: labelOf(found.passage),
              value: entryValue(found),
              ...(found.added === undefined ? { description: found.pack.title } : {}),
            })),
          ),
        ],
      }),
    );
  },
  components: {
    choose: {
      carries: [['snowflake'], ['snowflake'], ['snowflake', 'empty']],
      handle: async (request) => {
        const [channelId = '', messageId = '', author = ''] = request.args;
        const found = await entryIn(request, request.values[0] ?? '');
        const link = messageLink(request.serverId, channelId, messageId);
        const { ask } = textsAround(found.pack, request.publicTexts);
        const askers = author === '' ? [] : [author];
        return shown(request, found, { askers, content: ask.answering(link) });
      },
    },
  },
});

async function suggestEntries(request: ServerRequest, typed: string): Promise<Choices> {
  const suggested = await request.answers.suggest(typed, {
    limit: LIMITS.choices,
    locale: request.publicLocale,
    articles: request.articles,
    ...askedServer(request),
  });
  return suggested.map(({ question, found }) => choice(question, entryValue(found)));
}

function entryValue({ pack: { slug, locale }, passage: { id } }: PackPassage): string {
  return `${ENTRY}${slug}/${locale}/${passageKey({ slug, id })}`;
}

/** What was chosen or, for words typed by hand, meant beyond doubt. Throws a `UserError` where there is no such entry. */
async function entryIn(request: ServerRequest, chosen: string): Promise<PackPassage> {
  const { answers, publicLocale } = request;
  const [, slug, locale, key] = /^entry ([^/]+)\/([^/]+)\/(.+)$/u.exec(chosen) ?? [];
  if (slug !== undefined && locale !== undefined && key !== undefined) {
    // It may have been switched off since it was offered; what the server added stands by itself.
    if (slug !== SERVER_SLUG) mustBeOn(request, slug);
    return findPassage(request, passageByKey(answers.library, { slug, locale, key }));
  }
  const outcome = await answers.ask(chosen, {
    locale: publicLocale,
    isTrial: true,
    articles: request.articles,
    ...askedServer(request),
  });
  if (outcome.outcome === 'answer') return outcome.best;
  throw new UserError('no-such-entry', (texts) =>
    texts.own({
      en: 'I have no such entry. Type a few of its words and choose it from the list.',
      fr: 'Je n’ai pas d’entrée de ce genre. Tapez quelques-uns de ses mots et choisissez-la dans la liste.',
    }),
  );
}

/** @param how.askers who may take it away besides whoever chose it, and moderators: one at most */
async function shown(
  request: ServerRequest,
  found: PackPassage,
  {
    askers,
    ...above
  }: { readonly askers: readonly string[]; readonly content?: string; readonly pings?: string },
): Promise<Reply> {
  const { answers, member, publicTexts } = request;
  const { server } = askedServer(request);
  const texts = textsAround(found.pack, publicTexts);
  return reply.public(
    passageMessage(found, {
      texts,
      further: [takeAwayButton([...new Set([member.id, ...askers])], texts)],
      namesArticle: hasSeveral(request),
      related: await answers.related(found, RELATED, server),
      ...above,
    }),
  );
}

function onceEach(found: readonly PackPassage[]): readonly PackPassage[] {
  const keys = new Set<string>();
  return found.filter((one) => {
    const key = entryValue(one);
    const isNew = !keys.has(key);
    keys.add(key);
    return isNew;
  });
}
