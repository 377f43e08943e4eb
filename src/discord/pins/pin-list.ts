import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import type { Library } from '../../content/pack.ts';
import type { LivingPin } from '../../store/pin-store.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { LIMITS } from '../limits.ts';
import { messageLink } from '../message-link.ts';
import { escapeMarkdown, link } from '../../markdown/discord.ts';
import { buttonRows, message } from '../render/message.ts';
import { pager } from '../render/pager.ts';
import { oneLine } from '../render/text.ts';
import { timestamp } from '../render/timestamp.ts';
import { pinTitle } from './pin-title.ts';

/** A line has less than 400 characters, so a page stays within a card's 4,096. */
const PER_PAGE = 10;

/** The living pins of a server, those of this channel first; `pageId` makes the custom ids of the buttons. */
export function pinListMessage(
  pins: readonly LivingPin[],
  shown: {
    readonly library: Library;
    readonly channelId: string | null;
    readonly texts: Texts;
    /** Counted from 1; beyond the last page, the last one. */
    readonly page: number;
    readonly pageId: (page: number) => string;
  },
): MessageBody {
  const { texts, channelId, pageId } = shown;
  const isHere = (pin: LivingPin) => pin.channelId === channelId;
  const ordered = [...pins.filter(isHere), ...pins.filter((pin) => !isHere(pin))];
  const pages = Math.ceil(ordered.length / PER_PAGE);
  const { page, buttons, footer } = pager({ wanted: shown.page, pages }, texts, pageId);
  const lines = ordered
    .slice((page - 1) * PER_PAGE, page * PER_PAGE)
    .map((pin) => lineOf(pin, shown.library, texts));
  return message({
    card: {
      title: texts.pin.list,
      text: lines.length > 0 ? lines.join('\n') : texts.pin.listEmpty,
      footer,
    },
    rows: buttonRows(buttons),
  });
}

function lineOf(pin: LivingPin, library: Library, texts: Texts): string {
  const title = escapeMarkdown(oneLine(pinTitle(library, pin, texts), 80));
  const channel = `<#${pin.channelId}>`;
  if (pin.gone) return `- ${texts.labelled(`~~${title}~~, ${channel}`, texts.pin.listGone)}`;
  const end = pin.until === null ? [] : [texts.pin.listUntil(timestamp(pin.until, 'short'))];
  const there = messageLink(pin.serverId, pin.channelId, pin.messageId);
  return `- ${[link(title, there), channel, ...end].join(', ')}`;
}

/** The pins whose names fit what has been typed so far. */
export function suggestPins(
  pins: readonly LivingPin[],
  typed: string,
  library: Library,
  texts: Texts,
): readonly APIApplicationCommandOptionChoice<string>[] {
  const wanted = typed.trim().toLowerCase();
  return pins
    .map((pin) => {
      const title = pinTitle(library, pin, texts);
      const name = pin.gone ? texts.pin.goneChoice(oneLine(title, 60)) : title;
      return { name: oneLine(name, LIMITS.choiceText), value: pin.messageId };
    })
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .slice(0, LIMITS.choices);
}

/** The one that was chosen; or, typed by hand, named or linked to. */
export function findPin(
  pins: readonly LivingPin[],
  typed: string,
  library: Library,
  texts: Texts,
): LivingPin | null {
  const wanted = typed.trim();
  const byId = pins.find(({ messageId }) => messageId === wanted || wanted.endsWith(`/${messageId}`));
  if (byId !== undefined) return byId;
  const named = pins.filter((pin) => pinTitle(library, pin, texts).toLowerCase() === wanted.toLowerCase());
  return named.length === 1 ? (named[0] ?? null) : null;
}
