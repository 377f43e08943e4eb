import type { Forum, Post, PostChanges } from '../protocol.ts';
import { openDialog } from './dialogs.ts';
import type { Failure } from './feed.ts';
import { forumTextsFor } from './forum-texts.ts';
import type { MenuContent } from './menu.tsx';
import { chosenTags, offeredTags, tagFields } from './post-tag-fields.ts';
import type { Session } from './session.ts';

/** What can be done with a post, as Discord offers it: empty for whoever may do nothing. */
export function postMenu(post: Post, session: Session): MenuContent {
  const { person, may, persona, state, texts } = session;
  const words = forumTextsFor(persona.locale);
  const forum = state.channels.find(({ id }) => id === post.forum);
  const mayChange = may.manageThreads || (post.by === person.id && !post.isLocked);
  const item = (isOffered: boolean, label: string, choose: () => void) =>
    isOffered ? [{ label, choose }] : [];
  const changes = (to: PostChanges) => (): void => void changePost(session, post, to);
  const items = [
    ...(forum?.kind === 'forum'
      ? item(
          mayChange && !post.isClosed && offeredTags(forum, session).length > 0,
          words.editTags,
          () => void editTags(session, post, forum),
        )
      : []),
    ...item(mayChange && !post.isClosed, words.close, changes({ isClosed: true })),
    ...item(post.isClosed && (may.manageThreads || !post.isLocked), words.open, changes({ isClosed: false })),
    ...item(may.manageThreads && !post.isClosed && !post.isLocked, words.lock, changes({ isLocked: true })),
    ...item(may.manageThreads && !post.isClosed && post.isLocked, words.unlock, changes({ isLocked: false })),
  ];
  return { label: texts.more, groups: [{ title: null, items }] };
}

async function editTags(session: Session, post: Post, forum: Forum): Promise<void> {
  await openDialog({
    kind: 'form',
    body: {
      custom_id: 'post-tags',
      title: forumTextsFor(session.persona.locale).editTags,
      components: [...tagFields(forum, post.tags, session)],
    },
    submit(values) {
      // Those for moderators stay as they are with everybody else.
      const offered = offeredTags(forum, session);
      const kept = post.tags.filter((id) => offered.every((tag) => tag.id !== id));
      return change(session, post, { tags: [...kept, ...chosenTags(values)] });
    },
  });
}

async function changePost(session: Session, post: Post, to: PostChanges): Promise<void> {
  const failure = await change(session, post, to);
  if (failure !== null) session.feed.fail(failure, null);
}

/** Resolves with why it came to nothing. */
async function change(session: Session, post: Post, to: PostChanges): Promise<Failure | null> {
  const result = await session.act({ kind: 'change-post', post: post.id, ...to });
  const { unreachable, notDone } = session.texts;
  if (result === null) return { text: unreachable, interaction: null };
  return result.failed ? { text: notDone, interaction: null } : null;
}
