import { useSignal } from '@preact/signals';
import type { APIAttachment } from 'discord-api-types/v10';
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import { useSession } from './session.ts';

/** Opens beside this page, which it isn't told of. */
export function OutwardLink({
  href,
  class: className,
  title,
  children,
}: {
  readonly href: string;
  readonly class?: string;
  readonly title?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <a href={href} target="_blank" rel="noreferrer" class={className} title={title}>
      {children}
    </a>
  );
}

/** Until somebody wants to see it. */
export function Covered({ children }: { readonly children: ComponentChildren }) {
  const isShown = useSignal(false);
  if (isShown.value) return <>{children}</>;
  return (
    <button
      type="button"
      class="spoiler-cover"
      onClick={() => {
        isShown.value = true;
      }}
    >
      Spoiler
    </button>
  );
}

/** Where the program has a file of Discord's own file server; null for all that lies elsewhere. */
function pathOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { host, pathname } = new URL(url);
  return host === 'cdn.discordapp.com' && pathname.startsWith('/attachments/') ? pathname : null;
}

/** A picture with its description. One that lies elsewhere is only named: nothing is fetched from there. */
export function Picture({
  url,
  description,
}: {
  readonly url: string;
  readonly description?: string | null | undefined;
}) {
  const { texts } = useSession();
  const path = pathOf(url);
  if (path === null) {
    return (
      <p class="muted far">
        {texts.farPicture} <OutwardLink href={url}>{url}</OutwardLink>
      </p>
    );
  }
  return (
    <figure class="picture">
      <img src={path} alt={description ?? texts.image} />
      {description === undefined || description === null || description === '' ? null : (
        <details class="alt">
          <summary>ALT</summary>
          {description}
        </details>
      )}
    </figure>
  );
}

export function FileCard({ filename, url, size }: APIAttachment) {
  const { texts } = useSession();
  return (
    <div class="file">
      <span class="file-icon">
        <Icon name="file" />
      </span>
      <div>
        <a href={pathOf(url) ?? url} download={filename} aria-label={texts.download(filename)}>
          {filename}
        </a>
        <div class="muted">{size < 1024 ? `${size} B` : `${(size / 1024).toFixed(1)} KB`}</div>
      </div>
    </div>
  );
}
