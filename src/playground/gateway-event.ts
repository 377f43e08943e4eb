import type {
  GatewayMessageCreateDispatchData,
  GatewayThreadCreateDispatchData,
} from 'discord-api-types/v10';
import type { ThreadChannel } from './discord/threads.ts';

/** What Discord tells over the gateway; `locale` is the server's. */
export type GatewayEvent = { readonly locale: string } & (
  | { readonly event: 'MESSAGE_CREATE'; readonly payload: GatewayMessageCreateDispatchData }
  | { readonly event: 'THREAD_CREATE'; readonly payload: GatewayThreadCreateDispatchData }
);

/** What is told of a thread when somebody makes it (Events, Gateway Events, Thread Create). */
export function threadEvent(thread: ThreadChannel): GatewayThreadCreateDispatchData {
  return { ...thread, newly_created: true };
}
