import type { LivingPin, PinIntent } from './pin-store.ts';
import type { PinIntentRow, PinRow } from './tables.ts';

/** What a pin and the intent to make one have in common. */
type PinFields<Message> = Pick<LivingPin, 'serverId' | 'channelId' | 'slug' | 'locale' | 'part' | 'until'> & {
  readonly messageId: Message;
};

type PinFieldsRow<Message> = Pick<
  PinRow,
  'server_id' | 'channel_id' | 'slug' | 'locale' | 'part' | 'until'
> & {
  message_id: Message;
};

export function pinOf(row: PinRow): LivingPin {
  return { ...fieldsOf(row), version: row.version, pinnedAt: row.pinned_at, gone: row.gone === 1 };
}

export function pinRow(pin: LivingPin): PinRow {
  return {
    ...fieldsRow(pin),
    version: pin.version,
    pinned_at: pin.pinnedAt,
    gone: pin.gone ? 1 : 0,
    claimed_for: null,
    claimed_until: null,
  };
}

export function intentOf(row: PinIntentRow): PinIntent {
  return { ...fieldsOf(row), nonce: row.nonce, posts: row.posts === 1, after: row.after_id };
}

export function intentRow(intent: PinIntent, claimedUntil: number): PinIntentRow {
  return {
    ...fieldsRow(intent),
    nonce: intent.nonce,
    posts: intent.posts ? 1 : 0,
    after_id: intent.after,
    claimed_until: claimedUntil,
  };
}

function fieldsOf<Message>(row: PinFieldsRow<Message>): PinFields<Message> {
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

function fieldsRow<Message>(fields: PinFields<Message>): PinFieldsRow<Message> {
  return {
    server_id: fields.serverId,
    channel_id: fields.channelId,
    message_id: fields.messageId,
    slug: fields.slug,
    locale: fields.locale,
    part: fields.part,
    until: fields.until,
  };
}
