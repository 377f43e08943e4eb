import type { Post } from '../protocol.ts';
import { forumTextsFor } from './forum-texts.ts';
import { useSession } from './session.ts';

/** The tags that a post has now, and whether it is closed or locked. */
export function PostTags({ post }: { readonly post: Post }) {
  const { state, persona } = useSession();
  const texts = forumTextsFor(persona.locale);
  const forum = state.channels.find(({ id }) => id === post.forum);
  const given = forum?.kind === 'forum' ? forum.tags.filter(({ id }) => post.tags.includes(id)) : [];
  const marks = [
    ...given,
    ...(post.isClosed ? [{ id: 'closed', name: texts.closed, emoji: '📁' }] : []),
    ...(post.isLocked ? [{ id: 'locked', name: texts.locked, emoji: '🔒' }] : []),
  ];
  if (marks.length === 0) return null;
  return (
    <ul class="tags">
      {marks.map(({ id, name, emoji }) => (
        <li key={id} class="tag">
          {emoji === null ? null : <span aria-hidden="true">{emoji}</span>}
          {name}
        </li>
      ))}
    </ul>
  );
}
