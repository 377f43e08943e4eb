import type { Post } from '../protocol.ts';
import { useSession } from './session.ts';

/** The tags that a post has now. */
export function PostTags({ post }: { readonly post: Post }) {
  const { state } = useSession();
  const forum = state.channels.find(({ id }) => id === post.forum);
  const tags = forum?.kind === 'forum' ? forum.tags.filter(({ id }) => post.tags.includes(id)) : [];
  if (tags.length === 0) return null;
  return (
    <ul class="tags">
      {tags.map(({ id, name, emoji }) => (
        <li key={id} class="tag">
          {emoji === null ? null : <span aria-hidden="true">{emoji}</span>}
          {name}
        </li>
      ))}
    </ul>
  );
}
