import type { Post } from '../protocol.ts';
import { forumTextsFor } from './forum-texts.ts';
import { Icon } from './icon.tsx';
import { MenuButton } from './menu.tsx';
import { postMenu } from './post-menu.ts';
import { useSession } from './session.ts';

/** Opens what can be done with a post; nothing where that is nothing. */
export function PostMenuButton({ post }: { readonly post: Post }) {
  const session = useSession();
  if (postMenu(post, session).groups.every(({ items }) => items.length === 0)) return null;
  const label = forumTextsFor(session.persona.locale).more(post.name);
  return (
    <MenuButton
      id={`more-${post.id}-post`}
      class="icon post-more"
      aria-label={label}
      title={label}
      menu={() => postMenu(post, session)}
    >
      <Icon name="more" />
    </MenuButton>
  );
}
