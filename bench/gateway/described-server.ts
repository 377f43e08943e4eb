import { createRandom } from '../../src/search/random.ts';
import { integer } from '../random.ts';

/*
 * What Discord tells of a server when a bot connects: the fields that its documentation names (Resources, Guild, Channel,
 * Emoji; Topics, Permissions), for a server of a usual kind.
 */
const CHANNELS = 50;
const ROLES = 30;
const MEMBERS = 20;
const EMOJIS = 25;
const THREADS = 3;

const WORDS =
  'ask here about news rules events games music art help voice staff lobby trade beta guides'.split(' ');
const STARTED = 1_420_070_400_000n;

/** The id of server `at`: each is another one, and made at another time. */
export function serverId(at: number): string {
  return String((200_000_000_000n + BigInt(at)) << 22n);
}

/** The payload of GUILD_CREATE. The same number gives the same server. */
export function describedServer(at: number): unknown {
  const random = createRandom(at + 1);
  const id = serverId(at);
  let count = 0n;
  const newId = () => String(BigInt(id) + (count += 1n));
  const word = () => WORDS[integer(random, 0, WORDS.length - 1)] ?? '';
  const words = (many: number) => Array.from({ length: many }, word).join(' ');
  const hash = () => Array.from({ length: 32 }, () => integer(random, 0, 15).toString(16)).join('');
  const since = new Date(Number((BigInt(id) >> 22n) + STARTED)).toISOString();

  const roles = Array.from({ length: ROLES }, (_, position) => ({
    id: position === 0 ? id : newId(),
    name: position === 0 ? '@everyone' : words(2),
    description: null,
    permissions: '2222085186636353',
    position,
    color: integer(random, 0, 0xff_ff_ff),
    colors: { primary_color: integer(random, 0, 0xff_ff_ff), secondary_color: null, tertiary_color: null },
    hoist: position % 3 === 0,
    managed: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  }));
  const roleId = () => roles[integer(random, 0, ROLES - 1)]?.id ?? id;
  const user = () => ({
    id: newId(),
    username: `${word()}${integer(random, 1, 9_999)}`,
    global_name: words(2),
    discriminator: '0',
    avatar: hash(),
    avatar_decoration_data: null,
    public_flags: 0,
    bot: false,
  });
  const members = Array.from({ length: MEMBERS }, () => ({
    user: user(),
    nick: integer(random, 0, 2) === 0 ? words(1) : null,
    avatar: null,
    roles: [roleId(), roleId(), roleId()],
    joined_at: since,
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  }));
  const categories = Array.from({ length: 5 }, newId);
  const channels = Array.from({ length: CHANNELS }, (_, position) => {
    const isCategory = position < categories.length;
    const isVoice = position % 5 === 4 && !isCategory;
    const voice = { bitrate: 64_000, user_limit: 0, rtc_region: null };
    const text = { topic: words(12), rate_limit_per_user: 0, last_pin_timestamp: since };
    return {
      id: categories[position] ?? newId(),
      type: isCategory ? 4 : isVoice ? 2 : 0,
      name: words(2).replaceAll(' ', '-'),
      position,
      flags: 0,
      parent_id: isCategory ? null : categories[position % categories.length],
      permission_overwrites: Array.from({ length: 4 }, () => ({
        id: roleId(),
        type: 0,
        allow: '1024',
        deny: '2048',
      })),
      ...(isCategory ? {} : { nsfw: false, last_message_id: newId(), ...(isVoice ? voice : text) }),
    };
  });
  const parents = channels.filter(({ type }) => type === 0);
  const threads = Array.from({ length: THREADS }, (_, position) => ({
    id: newId(),
    type: 11,
    name: words(4),
    parent_id: parents[position]?.id,
    owner_id: members[position]?.user.id,
    last_message_id: newId(),
    message_count: 12,
    total_message_sent: 12,
    member_count: 4,
    rate_limit_per_user: 0,
    flags: 0,
    thread_metadata: {
      archived: false,
      archive_timestamp: since,
      auto_archive_duration: 1_440,
      create_timestamp: since,
      locked: false,
    },
  }));
  const emojis = Array.from({ length: EMOJIS }, () => ({
    id: newId(),
    name: `${word()}_${integer(random, 1, 99)}`,
    roles: [],
    require_colons: true,
    managed: false,
    animated: integer(random, 0, 3) === 0,
    available: true,
  }));
  return {
    id,
    name: words(3),
    icon: hash(),
    splash: null,
    discovery_splash: null,
    banner: null,
    description: words(10),
    owner_id: members[0]?.user.id,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 2,
    default_message_notifications: 1,
    explicit_content_filter: 2,
    mfa_level: 1,
    nsfw: false,
    nsfw_level: 0,
    features: ['COMMUNITY', 'NEWS', 'INVITE_SPLASH', 'AUTO_MODERATION', 'MEMBER_VERIFICATION_GATE_ENABLED'],
    application_id: null,
    system_channel_id: parents[0]?.id,
    system_channel_flags: 0,
    rules_channel_id: parents[1]?.id,
    public_updates_channel_id: parents[2]?.id,
    safety_alerts_channel_id: null,
    max_presences: null,
    max_members: 500_000,
    vanity_url_code: null,
    premium_tier: 1,
    premium_subscription_count: 4,
    premium_progress_bar_enabled: true,
    preferred_locale: 'en-US',
    max_video_channel_users: 25,
    max_stage_video_channel_users: 50,
    incidents_data: null,
    hub_type: null,
    region: 'rotterdam',
    joined_at: since,
    large: true,
    lazy: true,
    unavailable: false,
    member_count: integer(random, 60, 40_000),
    roles,
    emojis,
    stickers: [],
    soundboard_sounds: [],
    voice_states: [],
    members,
    channels,
    threads,
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    activity_instances: [],
    embedded_activities: [],
    application_command_counts: { 1: 0, 2: 0, 3: 0 },
    version: Number(BigInt(id) >> 22n),
  };
}
