import type { APIEmbed } from 'discord-api-types/v10';
import { Markdown } from './markdown-view.tsx';
import { OutwardLink, Picture } from './media.tsx';
import { useSession } from './session.ts';

export function Embed({ embed }: { readonly embed: APIEmbed }) {
  const { title, url, description, fields = [], author, color, thumbnail, image } = embed;
  const foot = useFoot(embed);
  return (
    <div class="embed" style={{ borderInlineStartColor: colourOf(color) }}>
      {author === undefined ? null : (
        <div class="embed-author">
          {author.url === undefined ? (
            author.name
          ) : (
            <OutwardLink href={author.url}>{author.name}</OutwardLink>
          )}
        </div>
      )}
      {title === undefined ? null : (
        <div class="embed-title">
          {url === undefined ? (
            <Markdown text={title} />
          ) : (
            <OutwardLink href={url}>
              <Markdown text={title} />
            </OutwardLink>
          )}
        </div>
      )}
      {description === undefined ? null : (
        <div class="embed-description markup">
          <Markdown text={description} />
        </div>
      )}
      {fields.length === 0 ? null : (
        <div class="embed-fields">
          {fields.map(({ name, value, inline }) => (
            <div class={inline === true ? 'embed-field inline' : 'embed-field'}>
              <div class="embed-field-name">
                <Markdown text={name} />
              </div>
              <div class="markup">
                <Markdown text={value} />
              </div>
            </div>
          ))}
        </div>
      )}
      {thumbnail === undefined ? null : (
        <div class="embed-thumbnail">
          <Picture {...thumbnail} />
        </div>
      )}
      {image === undefined ? null : (
        <div class="embed-image">
          <Picture {...image} />
        </div>
      )}
      {foot === '' ? null : <div class="embed-footer">{foot}</div>}
    </div>
  );
}

/** For CSS; undefined where Discord's own is to be seen. */
export function colourOf(colour: number | null | undefined): string | undefined {
  return typeof colour === 'number' ? `#${colour.toString(16).padStart(6, '0')}` : undefined;
}

function useFoot({ footer, timestamp }: APIEmbed): string {
  const { locale } = useSession().persona;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
  return [footer?.text, timestamp === undefined ? undefined : format.format(new Date(timestamp))]
    .filter((part) => part !== undefined)
    .join(' • ');
}
