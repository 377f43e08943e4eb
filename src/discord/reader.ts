import { packIn, type Pack } from '../content/pack.ts';
import { UserError } from './user-error.ts';
import type { ComponentRequest, Reply, Request } from './command.ts';
import { partMessage, READER, type Part } from './render/part.ts';

/**
 * What the buttons and menus under a text do. Turning a page changes the message for the one who asked for
 * it; anybody else who presses gets a copy of their own, so that nobody changes what others read.
 */
export const reader = {
  name: READER,
  components: {
    open: (request: ComponentRequest): Reply => {
      const { pack, part } = placeOf(request);
      return shownPrivately(request, pack, part, 1);
    },

    go: (request: ComponentRequest): Reply => {
      const { pack, part } = placeOf(request);
      const page = Number(request.args[3] ?? 1);
      if (!request.onPrivateMessage && (!request.onOwnMessage || isPinned(request.interaction)))
        return shownPrivately(request, pack, part, page);
      const texts = request.onPrivateMessage ? request.texts : request.publicTexts;
      return { kind: 'update', body: bodyOf(request, pack, part, page, texts) };
    },

    choose: (request: ComponentRequest): Reply => {
      const { pack } = placeOf(request);
      return shownPrivately(request, pack, request.values[0] ?? '', 1);
    },
  },
};

function shownPrivately(request: ComponentRequest, pack: Pack, part: Part, page: number): Reply {
  return { kind: 'message', body: bodyOf(request, pack, part, page, request.texts), private: true };
}

function bodyOf(request: Request, pack: Pack, part: Part, page: number, texts: Request['texts']) {
  const found = request.answers.passage({ slug: pack.slug, locale: pack.locale, id: part });
  const related = found === null ? [] : request.answers.related(found, RELATED).map(({ passage }) => passage);
  const body = partMessage(pack, part, { texts, page, related });
  if (body === null) throw new UserError('gone', (all) => all.reading.gone);
  return body;
}

/** Everybody reads it: it stays on its first page also for the one who asked for it. */
function isPinned(interaction: Request['interaction']): boolean {
  return interaction.message?.pinned === true;
}

/** As many related questions as fit under an answer without drowning it. */
export const RELATED = 3;

function placeOf(request: ComponentRequest): { readonly pack: Pack; readonly part: Part } {
  const [slug = '', locale = '', part = ''] = request.args;
  const pack = packIn(request.answers.library, slug, locale);
  if (pack === null) throw new UserError('gone', (texts) => texts.reading.gone);
  return { pack, part };
}
