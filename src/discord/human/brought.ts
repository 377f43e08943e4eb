import { PermissionFlagsBits, type APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { Handover } from '../../store/handover-store.ts';
import type { Texts } from '../../texts/texts.ts';
import type { InServer } from '../access.ts';
import type { ComponentRequest, ModalRequest, Request } from '../command.ts';
import { customId, type Argument } from '../custom-id.ts';
import { signatureOf } from '../keyed-hash.ts';
import { missingPermissions, namePermissions } from '../permissions.ts';
import { button } from '../render/message.ts';
import { permissionsHere } from '../request.ts';
import { UserError } from '../user-error.ts';
import { HUMAN, PRIVATE, PUBLIC } from './next-steps.ts';

/** What the buttons under a question in the helpers' channel carry. */
export interface Brought {
  /** Of the handover. */
  readonly id: string;
  readonly askerId: string;
  /** Where it was asked. */
  readonly channelId: string;
  /** In which it was asked. */
  readonly locale: string;
  readonly privately: boolean;
}

/** Its last part is a signature: what a helper writes is posted where the rest says. */
export const BROUGHT: readonly Argument[] = [
  ['id'],
  ['word'],
  ['snowflake'],
  ['snowflake'],
  ['locale'],
  ['hash'],
];

type Signing = Pick<Request, 'keys'> & InServer;

/** `human:release:<handover>:a:<asker>:<channel>:<language>:<signature>`: 14 + 17 + 2 + 21 + 21 + 13 + 8 characters at most. */
export function broughtId(
  handler: 'claim' | 'release' | 'answer',
  { id, privately, askerId, channelId, locale }: Brought,
  { keys, serverId }: Signing,
): string {
  const args = [id, privately ? PRIVATE : PUBLIC, askerId, channelId, locale];
  return customId(HUMAN, handler, ...args, signatureOf(keys.voters, serverId, args));
}

/** Throws a `UserError` where this bot didn't write that for this server. */
export function broughtBy({ args, keys, serverId }: (ComponentRequest | ModalRequest) & InServer): Brought {
  const [id = '', visibility, askerId = '', channelId = '', locale = '', signature] = args;
  if (signature !== signatureOf(keys.voters, serverId, args.slice(0, -1))) throw noLonger();
  return { id, privately: visibility === PRIVATE, askerId, channelId, locale };
}

/** Under a question in the helpers' channel. */
export function helpersButtons(
  brought: Brought & Pick<Handover, 'claimedBy'>,
  { human }: Texts,
  signing: Signing,
): readonly APIButtonComponentWithCustomId[] {
  return [
    brought.claimedBy === null
      ? button(human.claim, broughtId('claim', brought, signing))
      : button(human.release, broughtId('release', brought, signing)),
    button(human.answer, broughtId('answer', brought, signing), { primary: true }),
  ];
}

/**
 * Helpers are those who may see the channel that the server chose and write there: looked at anew at each press. Throws a
 * `UserError` for anybody else, and where the question is no longer known there.
 */
export async function openHandover(
  request: (ComponentRequest | ModalRequest) & InServer,
  id: string,
): Promise<Handover> {
  const { store, serverId, place, member, interaction } = request;
  const wanted = permissionsHere(PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages, place);
  const lacks = missingPermissions(member.permissions, wanted);
  if (lacks !== 0n) {
    throw new UserError('member-lacks', (texts) => texts.errors.memberLacks(namePermissions(lacks, texts)));
  }
  const handover = stillOpen(await store.handovers.find(serverId, id), request);
  const { settings } = await store.servers.read(serverId);
  // Where it was the wrong one, everybody could go on to speak for the helpers.
  if (settings.helpersChannel !== handover.channelId) {
    throw new UserError('moved-away', (texts) => texts.human.movedAway);
  }
  const { message } = interaction;
  // Discord had not said that it was posted.
  if (handover.messageId === null && message !== undefined)
    await store.handovers.posted(serverId, id, message.id);
  return handover;
}

/** Throws a `UserError` where it is answered, or no longer known there. */
export function stillOpen(handover: Handover | null, { place }: Pick<Request, 'place'>): Handover {
  if (handover === null || handover.channelId !== place.channelId) throw noLonger();
  if (handover.isAnswered) throw new UserError('answered', (texts) => texts.human.answeredAlready);
  return handover;
}

export function noLonger(): UserError {
  return new UserError('no-handover', (texts) => texts.human.noLonger);
}
