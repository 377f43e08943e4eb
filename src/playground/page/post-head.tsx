import type { Post } from '../protocol.ts';
import { forumTextsFor } from './forum-texts.ts';
import { Icon } from './icon.tsx';
import { PostMenuButton } from './post-menu-button.tsx';
import { PostTags } from './post-tags.tsx';
import { useSession } from './session.ts';

/** How a post begins. */
export function PostHead({ post }: { readonly post: Post }) {
  const { state, persona } = useSession();
  const author = state.people.find(({ id }) => id === post.by);
  return (
    <div class="welcome post-head">
      <div class="welcome-sign">
        <Icon name="forum" />
      </div>
      <div class="post-name">
        <h2>{post.name}</h2>
        <PostMenuButton post={post} />
      </div>
      <PostTags post={post} />
      {author === undefined ? null : <p class="muted">{forumTextsFor(persona.locale).by(author.name)}</p>}
    </div>
  );
}
