import type { Channel, CommandMenu, Post } from '../protocol.ts';
import { forumTextsFor } from './forum-texts.ts';
import { useSession } from './session.ts';

/** Whether somebody writes messages there, and uses commands. */
export function canWrite(channel: Channel, { manageThreads }: CommandMenu['may']): boolean {
  switch (channel.kind) {
    case 'text':
      return true;
    case 'forum':
      return false;
    case 'post':
      return !channel.isLocked || (manageThreads && !channel.isClosed);
  }
}

/** What writing in a post comes to, where that is not as in others. */
export function PostState({ post }: { readonly post: Post }) {
  const texts = forumTextsFor(useSession().persona.locale);
  const said = saidOf(post);
  return said === null ? null : <p class="post-state muted">{texts[said]}</p>;
}

function saidOf({ isClosed, isLocked }: Post): 'onlyModerators' | 'closedAndLocked' | 'opensAgain' | null {
  if (isLocked) return isClosed ? 'closedAndLocked' : 'onlyModerators';
  return isClosed ? 'opensAgain' : null;
}
