import { useLayoutEffect } from 'preact/hooks';
import type { Forum, Post } from '../protocol.ts';
import { focusIfFree } from './focus.ts';
import { forumTextsFor } from './forum-texts.ts';
import { Icon } from './icon.tsx';
import { Avatar, FailureNote, TimeOfMessage } from './message.tsx';
import { beginPost } from './new-post.ts';
import { plainText } from './plain-text.ts';
import { PostMenuButton } from './post-menu-button.tsx';
import { PostTags } from './post-tags.tsx';
import { useSession } from './session.ts';

/** What stands in the place of the message box. */
export const NEW_POST = 'new-post';

/** A forum: its posts, the newest first, and a way to make another. */
export function ForumView({
  forum,
  onPointerDown,
}: {
  readonly forum: Forum;
  readonly onPointerDown: () => void;
}) {
  const session = useSession();
  const texts = forumTextsFor(session.persona.locale);
  const posts = session.posts.filter((post) => post.forum === forum.id).toReversed();
  useLayoutEffect(() => focusIfFree(NEW_POST), []);
  return (
    <div class="forum" onPointerDown={onPointerDown}>
      <div class="forum-tools">
        <button
          type="button"
          id={NEW_POST}
          class="button primary"
          aria-haspopup="dialog"
          onClick={() => void beginPost(session, forum)}
        >
          <Icon name="write" />
          {texts.newPost}
        </button>
      </div>
      {posts.length === 0 ? (
        <p class="nothing muted">{texts.noPosts}</p>
      ) : (
        <ul class="posts" aria-label={texts.posts}>
          {posts.map((post) => (
            <PostCard key={post.id} post={post} />
          ))}
        </ul>
      )}
      {session.feed.items.value.map((item) =>
        item.kind === 'failure' ? <FailureNote key={item.id} failure={item.failure} /> : null,
      )}
    </div>
  );
}

function PostCard({ post }: { readonly post: Post }) {
  const session = useSession();
  const { state, feed, persona, become } = session;
  const texts = forumTextsFor(persona.locale);
  const messages = feed.items.value.flatMap((item) =>
    item.kind === 'message' && item.shown.seenBy === null && item.shown.message.channel_id === post.id
      ? [item.shown.message]
      : [],
  );
  const author = state.people.find(({ id }) => id === post.by);
  const opening = messages.find(({ id }) => id === post.id);
  return (
    <li class="post">
      <PostTags post={post} />
      <h2>
        <button type="button" class="post-title" onClick={() => void become({ channel: post.id })}>
          {post.name}
        </button>
      </h2>
      {author === undefined ? null : (
        <p class="post-line">
          <Avatar user={{ id: author.id, username: author.name }} size="tiny" />
          <strong>{author.name}</strong>
          {opening === undefined ? null : (
            <span class="post-start">{plainText(opening.content, session)}</span>
          )}
        </p>
      )}
      <p class="muted post-foot">
        {texts.messages(messages.length)}
        {opening === undefined ? null : (
          <>
            {' • '}
            <TimeOfMessage message={opening} />
          </>
        )}
      </p>
      <PostMenuButton post={post} />
    </li>
  );
}
