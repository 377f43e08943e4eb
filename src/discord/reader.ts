import { ComponentType, type APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import { SERVER_SLUG } from '../answers/servers.ts';
import { packIn } from '../content/pack.ts';
import { isAnswerButton } from './answer-buttons.ts';
import { hasSeveral, isOnHere } from './articles-here.ts';
import { askedServer } from './asked-server.ts';
import { UserError } from './user-error.ts';
import type { ComponentOwner, ComponentRequest, Reply, Request } from './command.ts';
import { findPassage } from './find-passage.ts';
import { controlsOf } from './pins/controls.ts';
import { passageMessage } from './render/outcome.ts';
import { partMessage, READER, type ArticlePart } from './render/part.ts';
import { textsAround } from './render/text-page.ts';
import { reply } from './reply.ts';

/**
 * What the buttons and menus under a text do. Turning a page changes the message for the one who asked for
 * it; anybody else who presses gets a copy of their own, so that nobody changes what others read.
 */
export const reader: ComponentOwner = {
  name: READER,
  components: {
    open: {
      carries: [['slug'], ['locale'], ['part']],
      handle: (request) => shownPrivately(request, request.args[2] ?? '', 1),
    },
    /** Under a post on what changed in an article: its contents. It says which release the post is about, by which it is found. */
    news: {
      carries: [['slug'], ['locale'], ['id']],
      handle: (request) => shownPrivately(request, 'contents', 1),
    },
    go: {
      carries: [['slug'], ['locale'], ['part'], ['number', 'empty']],
      handle: async (request) => {
        const part = request.args[2] ?? '';
        const page = Number(request.args[3] ?? 1);
        if (!request.onPrivateMessage && (!request.onOwnMessage || isPinned(request.interaction)))
          return shownPrivately(request, part, page);
        const texts = request.onPrivateMessage ? request.texts : request.publicTexts;
        const further = answerButtonsOn(request.interaction);
        return reply.update(await bodyOf(request, part, { page, texts, further }));
      },
    },
    choose: {
      carries: [['slug'], ['locale'], ['part', 'empty']],
      handle: (request) => shownPrivately(request, request.values[0] ?? '', 1),
    },
  },
};

async function shownPrivately(request: ComponentRequest, part: ArticlePart, page: number): Promise<Reply> {
  return reply.private(await bodyOf(request, part, { page, texts: request.texts }));
}

async function bodyOf(
  request: ComponentRequest,
  part: ArticlePart,
  shown: Parameters<typeof passageMessage>[1],
) {
  const { answers } = request;
  const [slug = '', locale = ''] = request.args;
  const { server } = askedServer(request);
  const namesArticle = hasSeveral(request) || !isOnHere(request, slug);
  if (slug === SERVER_SLUG) {
    const found = await findPassage(request, { slug, locale, id: part });
    return passageMessage(found, { ...shown, related: await answers.related(found, RELATED, server) });
  }
  const pack = packIn(answers.library, slug, locale);
  const texts = pack === null ? shown.texts : textsAround(pack, shown.texts);
  const found = pack && answers.passage({ slug: pack.slug, locale: pack.locale, id: part });
  const related = found === null ? [] : await answers.related(found, RELATED, server);
  const body = pack && partMessage(pack, part, { ...shown, texts, related, namesArticle });
  if (body === null) throw new UserError('gone', (all) => all.reading.gone);
  return body;
}

/** What else stands under an answer stays there when its page is turned. */
function answerButtonsOn({ message }: Request['interaction']): readonly APIButtonComponentWithCustomId[] {
  return controlsOf(message?.components ?? []).flatMap((control) =>
    control.type === ComponentType.Button && 'custom_id' in control && isAnswerButton(control.custom_id)
      ? [control]
      : [],
  );
}

/** Everybody reads it: it stays on its first page also for the one who asked for it. */
function isPinned(interaction: Request['interaction']): boolean {
  return interaction.message?.pinned === true;
}

/** As many related questions as fit under an answer without drowning it. */
export const RELATED = 3;
