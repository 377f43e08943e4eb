import type { LivingPin, PinIntent } from './pin-store.ts';
import type { PinIntentRow, PinRow } from './tables.ts';

/** What a pin and the intent to make one have in common. */
type Shown<Message> = Pick<LivingPin, 'serverId' | 'channelId' | 'slug' | 'locale' | 'part' | 'until'> & {
  readonly messageId: Message;
};

type ShownRow<Message> = Pick<PinRow, 'server_id' | 'channel_id' | 'slug' | 'locale' | 'part' | 'until'> & {
  message_id: Message;
};

export function pinOf(row: PinRow): LivingPin {
  return { ...shownOf(row), version: row.version, pinnedAt: row.pinned_at, gone: row.gone === 1 };
}

export function pinRow(pin: LivingPin): PinRow {
  return {
    ...shownRow(pin),
    version: pin.version,
    pinned_at: pin.pinnedAt,
    gone: pin.gone ? 1 : 0,
    claimed_for: null,
    claimed_until: null,
  };
}

export function intentOf(row: PinIntentRow): PinIntent {
  return { ...shownOf(row), nonce: row.nonce, posts: row.posts === 1, after: row.after_id };
}

export function intentRow(intent: PinIntent, claimedUntil: number): PinIntentRow {
  return {
    ...shownRow(intent),
    nonce: intent.nonce,
    posts: intent.posts ? 1 : 0,
    after_id: intent.after,
    claimed_until: claimedUntil,
  };
}

function shownOf<Message>(row: ShownRow<Message>): Shown<Message> {
  return {
    serverId: row.server_id,
    channelId: row.channel_id,
    messageId: row.message_id,
    slug: row.slug,
    locale: row.locale,
    part: row.part,
    until: row.until,
  };
}

function shownRow<Message>(shown: Shown<Message>): ShownRow<Message> {
  return {
    server_id: shown.serverId,
    channel_id: shown.channelId,
    message_id: shown.messageId,
    slug: shown.slug,
    locale: shown.locale,
    part: shown.part,
    until: shown.until,
  };
}
