import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionType,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIInteraction,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Answers } from '../answers/answers.ts';
import { askersLocale } from '../content/locale-match.ts';
import { articlesHere } from '../discord/articles-here.ts';
import { readPlace } from '../discord/request.ts';
import { DEFAULT_STATE } from '../discord/server-states.ts';
import type { Explanation } from '../playground/protocol.ts';
import { NO_CHOICES } from '../store/article-choice-store.ts';
import type { Store } from '../store/store.ts';
import { answerAsJson } from './answer-json.ts';
import { NEGLIGIBLE, passageTitle } from './answer-text.ts';

/** Asks again what was asked, and shows what decided: as `footnote ask --explain`. Null for what is no question. */
export async function explainInteraction(
  interaction: APIInteraction,
  parts: { readonly answers: Answers; readonly store: Pick<Store, 'servers'>; readonly log: Logger },
): Promise<Explanation | null> {
  const { answers, store, log } = parts;
  const asked = questionIn(interaction, answers);
  if (asked === null) return null;
  const place = readPlace(interaction);
  const { serverId, botIsMember } = place;
  try {
    const { settings, articleChoices, knowledgeRevision } =
      serverId === null ? DEFAULT_STATE : await store.servers.read(serverId);
    const own = 'locale' in interaction ? interaction.locale : 'en-US';
    const locale =
      settings.locale ??
      askersLocale(answers.library, asked.privately ? own : (interaction.guild_locale ?? own));
    const server = { id: serverId ?? '', revision: knowledgeRevision, confidence: settings.confidence };
    const outcome = await answers.ask(asked.question, {
      locale,
      isTrial: true,
      ...(asked.slug === undefined ? {} : { slug: asked.slug }),
      articles: articlesHere(answers.library, botIsMember ? articleChoices : NO_CHOICES, place),
      ...(botIsMember ? { server } : {}),
    });
    const {
      outcome: kind,
      confidence,
      explain = [],
    } = answerAsJson(outcome, {
      locale,
      explain: true,
      note: null,
    });
    const [best] = outcome.ranking;
    return {
      question: asked.question,
      slug: asked.slug ?? null,
      outcome: kind,
      confidence,
      offered: outcome.outcome === 'suggestions' ? outcome.suggestions.map(passageTitle) : [],
      notCovered: outcome.outcome === 'none' ? outcome.notCovered : null,
      evidence: best?.evidence ?? null,
      hits: explain.map(({ features, ...hit }, at) => {
        const ranked = outcome.ranking[at];
        return {
          ...hit,
          title: ranked === undefined ? hit.id : passageTitle(ranked),
          features: features.filter(({ share }) => Math.abs(share) >= NEGLIGIBLE),
        };
      }),
    };
  } catch (error) {
    log.warn({ err: error }, 'an answer could not be explained');
    return null;
  }
}

interface Question {
  readonly question: string;
  readonly privately: boolean;
  readonly slug?: string;
}

/** Typed as `question`, or the text of the message in whose menu it was asked. */
function questionIn(interaction: APIInteraction, { library }: Answers): Question | null {
  if (interaction.type !== InteractionType.ApplicationCommand) return null;
  const { data } = interaction;
  if (data.type === ApplicationCommandType.Message) {
    const text = data.resolved.messages[data.target_id]?.content.trim() ?? '';
    const isBots = data.resolved.messages[data.target_id]?.author.bot === true;
    return text === '' || isBots ? null : { question: text, privately: false };
  }
  if (data.type !== ApplicationCommandType.ChatInput) return null;
  const options = (data.options ?? []).flatMap(
    (one): APIApplicationCommandInteractionDataBasicOption<InteractionType.ApplicationCommand>[] => {
      switch (one.type) {
        case ApplicationCommandOptionType.Subcommand:
          return one.options ?? [];
        case ApplicationCommandOptionType.SubcommandGroup:
          return [];
        default:
          return [one];
      }
    },
  );
  const typed = options.find(({ name }) => name === 'question');
  // Moderators' commands take questions of entries, which nobody asks.
  const slug = library.find((pack) => pack.slug === data.name)?.slug;
  const narrowed = options.find(({ name }) => name === 'article')?.value;
  const only = slug ?? library.find((pack) => pack.slug === narrowed)?.slug;
  if (typed?.type !== ApplicationCommandOptionType.String || (slug === undefined && data.name !== 'ask'))
    return null;
  return {
    question: typed.value,
    privately: options.some(({ name, value }) => name === 'private' && value === true),
    ...(only === undefined ? {} : { slug: only }),
  };
}
