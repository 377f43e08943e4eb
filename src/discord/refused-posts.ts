import type { ServerSettings, SettingName } from '../store/settings.ts';
import type { InServer } from './access.ts';
import type { Request } from './command.ts';

export interface RefusedPosts {
  readonly setting: SettingName;
  readonly channelId: string;
}

/** Where Discord doesn't let the bot post, of the channels that a server chose, as it found out when it last tried. */
export async function refusedPosts(
  { store, serverId }: Pick<Request, 'store'> & InServer,
  { digest, news, helpersChannel, postForums }: ServerSettings,
): Promise<readonly RefusedPosts[]> {
  const isChosen = ({ setting, channelId }: RefusedPosts) =>
    setting === 'helpersChannel' ? helpersChannel === channelId : postForums.includes(channelId);
  const refused: RefusedPosts[] = (await store.refusals.inServer(serverId)).filter(isChosen);
  if (digest !== null && (await store.digests.refusedChannel(serverId)) === digest.channelId) {
    refused.push({ setting: 'digest', channelId: digest.channelId });
  }
  if (news !== null && (await store.releases.isRefused(serverId, news.channelId))) {
    refused.push({ setting: 'news', channelId: news.channelId });
  }
  return refused;
}
