import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  type APIStringSelectComponent,
  type ChannelType,
} from 'discord-api-types/v10';
import type { Attachment, MessageBody } from '../api.ts';
import { LIMITS } from '../limits.ts';
import { escapeMarkdown } from '../../markdown/discord.ts';
import { clamp, isVisible, oneLine } from './text.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What a message shows besides plain text. */
export interface Card {
  /** Plain text, small above the title: the article that it is of. */
  readonly article?: string;
  /** Plain text. */
  readonly title: string;
  /** Discord Markdown. */
  readonly text: string;
  /** Discord Markdown: where the text comes from. */
  readonly source?: { readonly label: string; readonly citation: string };
  /** An address with http or https. */
  readonly picture?: string;
  /** Plain text. */
  readonly footer?: string | undefined;
}

/** The quiet blue of the bot's cards. */
const ACCENT = 0x3b_6e_a8;

/** Pages are short enough to be read on a phone without scrolling for long. */
export const PAGE_LENGTH = 1800;

/** Of an embed's author, 256. */
const ARTICLE = 100;

/** Longer than a section heading and an article's title need; a field may have 1,024. */
const CITATION = 1000;

/**
 * The only maker of messages: within Discord's limits whatever is put in, and nobody is pinged.
 * Rows are ours, so their number is not cut: too many is a mistake that the tests find.
 */
export function message(parts: {
  readonly content?: string;
  readonly card?: Card;
  /** Below the first: cut to the room that it leaves. */
  readonly secondCard?: Card;
  readonly rows?: readonly Row[];
  readonly files?: readonly Attachment[];
}): MessageBody {
  const rows = (parts.rows ?? []).filter((row) => row.components.length > 0);
  return {
    allowed_mentions: { parse: [] },
    ...(parts.content === undefined ? {} : { content: clamp(parts.content, LIMITS.content) }),
    ...(parts.card === undefined ? {} : { embeds: embeds(parts.card, parts.secondCard) }),
    components: [...rows],
    ...(parts.files === undefined ? {} : { files: parts.files.map(attachment) }),
  };
}

/** A message of one sentence or two. */
export function notice(text: string): MessageBody {
  return message({ content: text });
}

function attachment({ name, data, description }: Attachment): Attachment {
  return description === undefined || !isVisible(description)
    ? { name, data }
    : { name, data, description: clamp(description, LIMITS.attachmentDescription) };
}

function embeds(card: Card, second: Card | undefined): APIEmbed[] {
  const first = embed(card);
  if (second === undefined) return [first];
  const below = embed(second);
  const text = below.description ?? '';
  const room = LIMITS.embedTotal - lengthOf(first) - (lengthOf(below) - text.length);
  return [first, { ...below, description: clamp(text, Math.max(1, room)) }];
}

function lengthOf({ author, title = '', description = '', fields = [], footer }: APIEmbed): number {
  return [
    author?.name ?? '',
    title,
    description,
    footer?.text ?? '',
    ...fields.flatMap(({ name, value }) => [name, value]),
  ].join('').length;
}

function embed(card: Card): APIEmbed {
  return {
    color: ACCENT,
    ...(card.article === undefined ? {} : { author: { name: oneLine(card.article, ARTICLE) } }),
    title: clamp(escapeMarkdown(oneLine(card.title, LIMITS.embedTitle)), LIMITS.embedTitle),
    description: isVisible(card.text) ? clamp(card.text, LIMITS.embedDescription) : '…',
    ...(card.picture === undefined || card.picture.length > LIMITS.url
      ? {}
      : { image: { url: card.picture } }),
    ...(card.source === undefined
      ? {}
      : {
          fields: [
            {
              name: oneLine(card.source.label, LIMITS.embedTitle),
              value: oneLine(card.source.citation, CITATION),
            },
          ],
        }),
    // Description, title and field stay under 5,400 together, which leaves this within the total of 6,000.
    ...(card.footer === undefined ? {} : { footer: { text: oneLine(card.footer, 300) } }),
  };
}

export function button(
  label: string,
  id: string,
  options: { readonly primary?: boolean; readonly disabled?: boolean } = {},
): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: options.primary === true ? ButtonStyle.Primary : ButtonStyle.Secondary,
    label: oneLine(label, LIMITS.buttonLabel),
    custom_id: id,
    ...(options.disabled === true ? { disabled: true } : {}),
  };
}

/** As many rows as the buttons need. */
export function buttonRows(buttons: readonly APIButtonComponentWithCustomId[]): readonly Row[] {
  const rows: Row[] = [];
  for (let start = 0; start < buttons.length; start += LIMITS.buttonsPerRow) {
    rows.push({
      type: ComponentType.ActionRow,
      components: buttons.slice(start, start + LIMITS.buttonsPerRow),
    });
  }
  return rows;
}

export interface SelectChoice {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly selected?: boolean;
}

/** A select menu of 1 to 25 choices in a row of its own, of which one is taken, or as many as `taken` says. */
export function selectRow(
  id: string,
  placeholder: string,
  choices: readonly SelectChoice[],
  taken?: { readonly atLeast: number; readonly atMost: number },
): Row {
  const select: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: id,
    placeholder: oneLine(placeholder, LIMITS.selectPlaceholder),
    ...(taken === undefined ? {} : { min_values: taken.atLeast, max_values: taken.atMost }),
    options: choices.slice(0, LIMITS.selectOptions).map((choice) => ({
      label: oneLine(choice.label, LIMITS.selectOptionText),
      value: choice.value,
      ...(choice.description === undefined || !isVisible(choice.description)
        ? {}
        : { description: oneLine(choice.description, LIMITS.selectOptionText) }),
      ...(choice.selected === true ? { default: true } : {}),
    })),
  };
  return { type: ComponentType.ActionRow, components: [select] };
}

/** A menu of the server's channels in a row of its own. */
export function channelRow(id: string, placeholder: string, types: readonly ChannelType[]): Row {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.ChannelSelect,
        custom_id: id,
        placeholder: oneLine(placeholder, LIMITS.selectPlaceholder),
        channel_types: [...types],
      },
    ],
  };
}
