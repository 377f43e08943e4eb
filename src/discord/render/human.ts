import type { APIButtonComponentWithCustomId, APIEmbed } from 'discord-api-types/v10';
import type { PackPassage, RankedPassage } from '../../answers/outcome.ts';
import { unescaped } from '../../markdown/discord.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody, ModalBody, StandingMessage } from '../api.ts';
import { LIMITS } from '../limits.ts';
import { discordText } from './markdown.ts';
import { button, buttonRows, message, type Card } from './message.ts';
import { modal, textField } from './modal.ts';
import { quotation } from './quotation.ts';
import { sourceOf } from './several.ts';
import { clamp, isVisible, oneLine } from './text.ts';
import { textsAround } from './text-page.ts';

/** Of a question, or of several together, in a message beside all that is said of it. */
const QUOTED = 600;
const QUOTE = '> ';
/** Before what became of a question. */
const STATUS = '-# ';
/** As many characters of a helper's answer as a card takes beside the question. */
const ANSWER_LENGTH = 2000;

/** Questions in lines of their own, from which the buttons below know them: custom ids have no room for them. */
export function questionLines(questions: readonly string[]): readonly string[] {
  const most = Math.floor(QUOTED / questions.length);
  return questions.map((question) => `${QUOTE}${quotation(question, most)}`);
}

export function questionLine(question: string): string {
  return questionLines([question]).join('');
}

/** The questions that a message has in lines of their own, each once. */
export function questionsIn(content: string): readonly string[] {
  const lines = content.split('\n').filter((one) => one.startsWith(QUOTE));
  return [
    ...new Set(lines.map((line) => line.slice(QUOTE.length).replaceAll(/\\([\\*_`~|[\]()<>@#:])/g, '$1'))),
  ];
}

/** What goes to the helpers, and where the answer comes: before anything is sent. */
export function confirmMessage(
  questions: readonly string[],
  {
    texts: { human },
    channel,
    byMessage,
    ids,
  }: {
    readonly texts: Texts;
    readonly channel: string;
    /** Whether the answer comes by direct message. */
    readonly byMessage: boolean;
    readonly ids: { readonly send: string; readonly leave: string };
  },
): MessageBody {
  const where = byMessage ? human.answerPrivately : human.answerHere;
  return message({
    content: [...questionLines(questions), human.confirm(channel, questions.length), where].join('\n'),
    rows: buttonRows([button(human.send, ids.send, { primary: true }), button(human.leave, ids.leave)]),
  });
}

/** What became of each question, for the asker; `where` the answers come. */
export function askerMessage(
  became: readonly { readonly question: string; readonly said: string }[],
  where: string | null,
  buttons: readonly APIButtonComponentWithCustomId[],
): MessageBody {
  const lines = questionLines(became.map(({ question }) => question));
  const content = became.flatMap(({ said }, at) => [lines[at] ?? '', said]);
  return message({
    content: [...content, ...(where === null ? [] : [where])].join('\n'),
    rows: buttonRows(buttons),
  });
}

/** That the asker is told of answers to these, and a button to take that back. */
export function toldLaterMessage(
  questions: readonly string[],
  said: string,
  takeBack: APIButtonComponentWithCustomId,
): MessageBody {
  return message({ content: [...questionLines(questions), said].join('\n'), rows: buttonRows([takeBack]) });
}

/** A question as the helpers see it. */
export function helpersMessage(
  question: string,
  {
    texts: { human },
    asker,
    link,
    found,
    buttons,
  }: {
    readonly texts: Texts;
    readonly asker: string;
    /** To where it was asked. */
    readonly link: string;
    readonly found: readonly RankedPassage[];
    readonly buttons: readonly APIButtonComponentWithCustomId[];
  },
): MessageBody {
  const sure = (confidence: number) =>
    confidence >= 0.5 ? human.likely : confidence >= 0.2 ? human.maybe : human.unlikely;
  const lines = found.map(
    ({ passage, confidence }) => `- ${quotation(passage.heading, 200)} · *${sure(confidence)}*`,
  );
  return message({
    content: [human.asks(asker, link), questionLine(question)].join('\n'),
    card: { title: human.found, text: lines.length === 0 ? human.foundNothing : lines.join('\n') },
    rows: buttonRows(buttons),
  });
}

/** The same message, with what became of the question. @param status null: nobody takes care of it */
export function withStatus(
  { content, embeds }: { readonly content: string; readonly embeds: readonly APIEmbed[] },
  status: string | null,
  buttons: readonly APIButtonComponentWithCustomId[],
): MessageBody {
  const kept = content.split('\n').filter((line) => !line.startsWith(STATUS));
  const [embed] = embeds;
  return message({
    content: [...kept, ...(status === null ? [] : [`${STATUS}${status}`])].join('\n'),
    ...(embed === undefined
      ? {}
      : { card: { title: unescaped(embed.title ?? ''), text: embed.description ?? '' } }),
    rows: buttonRows(buttons),
  });
}

export function answerForm(
  id: string,
  { texts: { human }, privately }: { readonly texts: Texts; readonly privately: boolean },
): ModalBody {
  return modal(id, human.form, [
    textField({
      id: 'answer',
      label: human.formAnswer,
      description: privately ? human.formPrivate : human.formPublic,
      lines: 'many',
      maxLength: ANSWER_LENGTH,
    }),
  ]);
}

/** A question and what a helper answered, where it was asked or in a direct message. */
export function answeredMessage(question: string, answer: string, said: string): MessageBody {
  return message({ content: said, card: answerCard(question, answer) });
}

/** As our texts have it in every language: who answers, and whom. */
const ANSWERS = /^<@\d+>[^\n]+<@\d+>[^\n]*$/;

/** What a helper answered, in a message as `answeredMessage` makes it where it was asked; null where it is another one. */
export function answeredIn({
  content,
  embeds,
  components,
}: Pick<StandingMessage, 'content' | 'embeds' | 'components'>): {
  readonly question: string;
  readonly answer: string;
} | null {
  const [card] = embeds;
  if (card === undefined || components.length > 0 || !ANSWERS.test(content)) return null;
  return { question: unescaped(card.title ?? ''), answer: card.description ?? '' };
}

/** What a helper answered, for themselves: it comes back into the form that teaches it from here. */
export function keptMessage(
  question: string,
  answer: string,
  said: readonly string[],
  buttons: readonly APIButtonComponentWithCustomId[] = [],
): MessageBody {
  return message({
    content: said.join('\n'),
    card: answerCard(question, answer),
    rows: buttonRows(buttons),
  });
}

function answerCard(question: string, answer: string): Card {
  return {
    title: oneLine(question, LIMITS.embedTitle),
    text: isVisible(answer) ? answer : '…',
  };
}

/** A passage in a direct message, where buttons for a server's own entries lead nowhere: all of it that a card holds. */
export function toldMessage(found: PackPassage, texts: Texts, said: string): MessageBody {
  const around = textsAround(found.pack, texts);
  return message({
    content: said,
    card: {
      title: found.passage.heading,
      text: clamp(discordText(found.passage, found.pack).text, LIMITS.embedDescription),
      source: { label: around.reading.source, citation: sourceOf(found, around) },
    },
  });
}
