import { signal, type ReadonlySignal } from '@preact/signals';
import type { ShownMessage } from '../protocol.ts';

/** That something came to nothing, and the interaction by which to see why. */
export interface Failure {
  readonly text: string;
  readonly interaction: string | null;
}

/** A message, or what the page itself says between messages. */
export type FeedItem =
  | { readonly kind: 'message'; readonly shown: ShownMessage; readonly failure: Failure | null }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: Failure }
  /** A command is on its way. */
  | { readonly kind: 'pending'; readonly id: number };

/** All that there is in all channels, in order; one person sees some of it. */
export interface Feed {
  readonly items: ReadonlySignal<readonly FeedItem[]>;
  find(id: string): ShownMessage | undefined;
  /** A new message, or one that is there already as it is now. */
  put(shown: ShownMessage): void;
  remove(id: string): void;
  /** Says it under a message, until that changes, or at the end. */
  fail(failure: Failure, message: string | null): void;
  /** Says, unless it is quick, that a command is on its way; the returned function takes that back. */
  pending(): () => void;
  /** Leaves the messages alone. */
  forgetNotices(): void;
}

/** In milliseconds. */
const UNNOTICED = 400;

export function createFeed(messages: readonly ShownMessage[]): Feed {
  const inOrder = messages.toSorted((a, b) => a.message.timestamp.localeCompare(b.message.timestamp));
  const items = signal<readonly FeedItem[]>(inOrder.map(itemOf));
  let count = 0;
  const isMessage = (item: FeedItem, id: string): boolean =>
    item.kind === 'message' && item.shown.message.id === id;
  const replace = (id: string, change: FeedItem): void => {
    items.value = items.value.map((item) => (isMessage(item, id) ? change : item));
  };
  const find = (id: string): ShownMessage | undefined => {
    const item = items.value.find((one) => isMessage(one, id));
    return item?.kind === 'message' ? item.shown : undefined;
  };
  return {
    items,
    find,
    put(shown) {
      const { id } = shown.message;
      if (find(id) === undefined) items.value = [...items.value, itemOf(shown)];
      else replace(id, itemOf(shown));
    },
    remove(id) {
      items.value = items.value.filter((item) => !isMessage(item, id));
    },
    fail(failure, message) {
      const shown = message === null ? undefined : find(message);
      if (shown !== undefined) replace(shown.message.id, { ...itemOf(shown), failure });
      else items.value = [...items.value, { kind: 'failure', id: (count += 1), failure }];
    },
    pending() {
      const id = (count += 1);
      const timer = setTimeout(() => {
        items.value = [...items.value, { kind: 'pending', id }];
      }, UNNOTICED);
      return () => {
        clearTimeout(timer);
        items.value = items.value.filter((item) => item.kind !== 'pending' || item.id !== id);
      };
    },
    forgetNotices() {
      items.value = items.value.flatMap((item) => (item.kind === 'message' ? [itemOf(item.shown)] : []));
    },
  };
}

function itemOf(shown: ShownMessage): Extract<FeedItem, { kind: 'message' }> {
  return { kind: 'message', shown, failure: null };
}
