import type { PackPassage, RankedPassage } from '../answers/outcome.ts';
import type { Pack } from '../content/pack.ts';
import type { Texts } from '../texts/texts.ts';
import { answerButtons } from './answer-buttons.ts';
import { hasSeveral, isOnHere } from './articles-here.ts';
import { askedServer } from './asked-server.ts';
import type { Asking, ComponentRequest, Handler, MessageReply } from './command.ts';
import { customId } from './custom-id.ts';
import { findPassage } from './find-passage.ts';
import { passageByKey, passageKey } from './passage-key.ts';
import { RELATED } from './reader.ts';
import { recordHint } from './record-hint.ts';
import type { RecordedQuestion } from './record-outcome.ts';
import { languageNote } from './render/language-note.ts';
import { passageMessage } from './render/outcome.ts';
import { textsAround } from './render/text-page.ts';
import { reply } from './reply.ts';
import { answersPublicly } from './visibility.ts';

// One letter each: custom ids are short.
const PUBLIC = 'a';
const PRIVATE = 'p';
/** In place of a question's handle: it was counted, but is not kept. */
const NOT_KEPT = '-';

/** What was asked, and how. */
export interface AskedBy {
  readonly question: string;
  /** The message that asks, if the asker did not type the question: a line above the answer leads to it. */
  readonly messageLink?: string;
  /** Who wrote that message. */
  readonly author?: string;
  /** It is a forum's post, in which nobody asked the bot: a line above the answer says so. */
  readonly inPost?: true;
}

/** The last part of a button's custom id; empty where questions aren't counted. */
function argumentOf(recorded: RecordedQuestion | null): string {
  return recorded === null ? '' : (recorded.handle ?? NOT_KEPT);
}

function recordedBy(argument: string): RecordedQuestion | null {
  return argument === '' ? null : { handle: argument === NOT_KEPT ? null : argument };
}

/** The custom id that shows what somebody may have meant. */
export function pickId(found: RankedPassage, privately: boolean, recorded: RecordedQuestion | null): string {
  const { slug, locale } = found.pack;
  const key = passageKey({ slug, id: found.passage.id });
  // `ask:pick:a:<article>:<language>:<passage, short>:<question>`: 11 + 33 + 9 + 23 + 16 characters at most.
  return customId('ask', 'pick', privately ? PRIVATE : PUBLIC, slug, locale, key, argumentOf(recorded));
}

/** "Did you mean": the member picked a passage. It is shown as the answer would have been. The command `ask` owns it. */
export const pick: Handler<ComponentRequest> = {
  carries: [['word'], ['slug'], ['locale'], ['part'], ['id', 'nothing', 'empty']],
  handle: async (request) => {
    const [visibility, slug = '', locale = '', key = '', argument = ''] = request.args;
    const reference = passageByKey(request.answers.library, { slug, locale, key });
    const found = await findPassage(request, reference);
    const recorded = recordedBy(argument);
    const question = recorded?.handle ?? null;
    if (reference !== null && question !== null) recordHint(request, question, reference);
    // The server may have chosen other channels or articles since.
    const isOff = found.added === undefined && !isOnHere(request, slug);
    const isOpen = answersPublicly(request.settings, request.place, false);
    return answerReply(request, found, {
      privately: visibility !== PUBLIC || isOff || !isOpen,
      recorded,
      evidence: null,
      asked: null,
    });
  },
};

/** A passage as an answer, with what stands under one. */
export async function answerReply(
  request: Asking,
  found: PackPassage,
  how: {
    readonly privately: boolean;
    /** Null where questions aren't counted: then there are no votes either. */
    readonly recorded: RecordedQuestion | null;
    /** The sentence that answers, where one stands out. */
    readonly evidence: string | null;
    /** Null where it was chosen, not asked. */
    readonly asked: AskedBy | null;
  },
): Promise<MessageReply> {
  const { answers, publicTexts } = request;
  const { privately, recorded, evidence, asked } = how;
  const texts = textsAround(found.pack, privately ? request.texts : publicTexts);
  const { server } = askedServer(request);
  const above = asked === null ? [] : await linesAbove(request, asked, found.pack, texts);
  return reply[privately ? 'private' : 'public'](
    passageMessage(found, {
      texts,
      namesArticle: hasSeveral(request),
      related: await answers.related(found, RELATED, server),
      // An answer to a question of the FAQ is short; in a paragraph one looks for it.
      ...(evidence === null || found.passage.kind !== 'section' ? {} : { evidence }),
      further: answerButtons(found, {
        texts,
        votes: server === undefined ? null : recorded,
        askers: privately ? [] : askersOf(request, asked),
        inPost: asked?.inPost === true,
      }),
      ...(above.length === 0 ? {} : { content: above.join('\n') }),
    }),
  );
}

/** Who may take an answer away: whoever asked, and who wrote the message that was asked of. */
export function askersOf({ member }: Asking, asked: { readonly author?: string } | null): readonly string[] {
  return [...new Set([member.id, asked?.author ?? member.id])];
}

/** What stands above a card: which message asked, and in which languages there is an answer. */
export async function linesAbove(
  { answers }: Asking,
  asked: AskedBy,
  pack: Pack | null,
  texts: Texts,
): Promise<readonly string[]> {
  const note = await languageNote(asked.question, pack === null ? [] : [pack], { answers, texts });
  return [
    ...(asked.messageLink === undefined ? [] : [texts.ask.answering(asked.messageLink)]),
    ...(asked.inPost === true ? [`-# ${texts.posts.unasked}`] : []),
    ...(note === null ? [] : [`-# ${note}`]),
  ];
}
