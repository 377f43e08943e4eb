import type { ComponentChildren } from 'preact';
import type { Channel, Forum, PlaceKind, Post, Role } from '../protocol.ts';
import { articleTextsFor } from './article-texts.ts';
import { forumTextsFor } from './forum-texts.ts';
import { Icon } from './icon.tsx';
import { Avatar } from './message.tsx';
import { showArticles } from './own-articles.ts';
import { ResetButton } from './reset.tsx';
import { channelTitle, useSession } from './session.ts';

const PLACES: readonly { readonly place: PlaceKind; readonly sign: string | null }[] = [
  { place: 'dm', sign: null },
  { place: 'server', sign: 'F' },
  { place: 'elsewhere', sign: 'E' },
];

/** Where one can go, and who one is. */
export function Sidebar() {
  const { state, channel, persona, texts, become } = useSession();
  const visible = state.channels.filter(({ owner }) => owner === null || owner === persona.role);
  const titles: Readonly<Record<PlaceKind, string>> = {
    dm: texts.directMessages,
    server: texts.server,
    elsewhere: texts.elsewhere,
  };
  const go = (to: Channel | undefined): void => {
    if (to !== undefined) void become({ channel: to.id });
  };
  return (
    <div class="places">
      <nav class="rail" aria-label={texts.server}>
        {PLACES.map(({ place, sign }) => (
          <button
            key={place}
            type="button"
            class={`place ${place}`}
            aria-label={titles[place]}
            title={titles[place]}
            aria-current={place === channel.place ? 'true' : undefined}
            onClick={() => go(visible.find((one) => one.place === place))}
          >
            {sign === null ? <Icon name="mail" /> : <span aria-hidden="true">{sign}</span>}
          </button>
        ))}
      </nav>
      <div class="sidebar">
        <header class="bar">
          <h2>{titles[channel.place]}</h2>
        </header>
        <p class="place-hint muted">{channel.place === 'elsewhere' ? texts.elsewhereHint : ''}</p>
        <nav class="channels" aria-label={texts.channels}>
          <ul>
            {visible
              .filter(({ place }) => place === channel.place)
              .map((one) => (
                <li key={one.id}>
                  <button
                    type="button"
                    class="channel"
                    aria-current={one.id === channel.id ? 'page' : undefined}
                    onClick={() => go(one)}
                  >
                    {one.kind === 'forum' ? <Icon name="forum" /> : null}
                    {one.kind === 'forum' ? one.name : channelTitle(one).replace(/^#/, '# ')}
                  </button>
                  {one.kind === 'forum' ? <LastPosts forum={one} onChoose={go} /> : null}
                </li>
              ))}
          </ul>
        </nav>
        <button
          type="button"
          id="articles-button"
          class="bring-button"
          aria-haspopup="dialog"
          onClick={showArticles}
        >
          <Icon name="file" />
          {articleTextsFor(persona.locale).bring}
        </button>
        <Identity />
      </div>
    </div>
  );
}

/** So many stand in the list of channels. */
const LISTED_POSTS = 3;

/** The newest of a forum, and the one that is open. */
function LastPosts({ forum, onChoose }: { readonly forum: Forum; readonly onChoose: (post: Post) => void }) {
  const { posts, channel, persona } = useSession();
  const newest = posts.filter((post) => post.forum === forum.id).toReversed();
  const listed = newest.filter(({ id }, at) => at < LISTED_POSTS || id === channel.id);
  if (listed.length === 0) return null;
  return (
    <ul aria-label={`${forumTextsFor(persona.locale).posts} · ${channelTitle(forum)}`}>
      {listed.map((post) => (
        <li key={post.id}>
          <button
            type="button"
            class="channel"
            title={post.name}
            aria-current={post.id === channel.id ? 'page' : undefined}
            onClick={() => onChoose(post)}
          >
            {post.name}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Who one is, which can be chosen. */
function Identity() {
  const { persona, person, texts, locales, become } = useSession();
  const roles: readonly Role[] = ['member', 'moderator', 'administrator'];
  return (
    <section class="persona" aria-label={texts.you}>
      <div class="persona-head">
        <Avatar user={{ id: person.id, username: person.name }} size="small" />
        <div>
          <strong>{person.name}</strong>
          <div class="muted">{texts.roles[person.role]}</div>
        </div>
      </div>
      <Choice
        id="role"
        label={texts.role}
        chosen={persona.role}
        onChoose={(value) => {
          const role = roles.find((one) => one === value);
          if (role !== undefined) void become({ role });
        }}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {texts.roles[role]}
          </option>
        ))}
      </Choice>
      <Choice
        id="language"
        label={texts.language}
        chosen={persona.locale}
        onChoose={(locale) => void become({ locale })}
      >
        {languageOptions(locales, persona.locale)}
      </Choice>
      <Choice
        id="server-language"
        label={texts.serverLanguage}
        chosen={persona.serverLocale}
        onChoose={(serverLocale) => void become({ serverLocale })}
      >
        {languageOptions(locales, persona.serverLocale)}
      </Choice>
      <label class="box" title={texts.allCommandsHint}>
        <input
          id="all-commands"
          type="checkbox"
          checked={persona.allCommands}
          onChange={({ currentTarget }) => void become({ allCommands: currentTarget.checked })}
        />
        <span>
          {texts.allCommands}
          <small class="muted">{texts.allCommandsHint}</small>
        </span>
      </label>
      <ResetButton />
    </section>
  );
}

function Choice({
  id,
  label,
  chosen,
  onChoose,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={chosen} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {children}
      </select>
    </div>
  );
}

/** As Discord calls them. */
const LANGUAGES: Readonly<Record<string, string>> = { 'en-US': 'English, US', 'en-GB': 'English, UK' };

/** With the one that is chosen, as what the commands are in changes. */
function languageOptions(locales: readonly string[], chosen: string) {
  return [...new Set([...locales, chosen])].map(languageOption);
}

/** Each called as those who speak it call it. */
function languageOption(locale: string) {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  return (
    <option key={locale} value={locale}>
      {LANGUAGES[locale] ?? name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)}
    </option>
  );
}
