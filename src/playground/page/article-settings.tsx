import type { OwnArticle } from '../article-protocol.ts';
import { articleTextsFor } from './article-texts.ts';
import { useSession } from './session.ts';

/** Those that the import knows by their words, and how Chinese and Portuguese are written elsewhere. */
const LANGUAGES: readonly string[] = 'en fr de es it nl pt pt-BR ru el ar he hi th ja ko zh zh-TW'.split(' ');

/** What a language is called in another one. */
export function languageName(locale: string, inLocale: string): string {
  return new Intl.DisplayNames([inLocale], { type: 'language' }).of(locale) ?? locale;
}

interface Settings {
  readonly slug: string;
  readonly title: string;
  readonly locale: string;
}

/** Changes an article's command, title and language. */
export function ArticleSettings({
  article: { id, slug, title, locale },
  isBusy,
  onApply,
}: {
  readonly article: OwnArticle;
  readonly isBusy: boolean;
  readonly onApply: (wanted: Settings) => Promise<void>;
}) {
  const { persona } = useSession();
  const texts = articleTextsFor(persona.locale);
  const textIn = (form: FormData, name: keyof Settings): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  return (
    <details class="parts">
      <summary>{texts.settings}</summary>
      <form
        class="article-settings"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          void onApply({
            slug: textIn(form, 'slug').replace(/^\//, '').toLowerCase(),
            title: textIn(form, 'title'),
            locale: textIn(form, 'locale'),
          });
        }}
      >
        <label for={`slug-${id}`}>{texts.command}</label>
        <input
          id={`slug-${id}`}
          name="slug"
          type="text"
          required
          maxLength={33}
          autocomplete="off"
          spellcheck={false}
          defaultValue={`/${slug}`}
        />
        <label for={`title-${id}`}>{texts.articleTitle}</label>
        <input id={`title-${id}`} name="title" type="text" required maxLength={300} defaultValue={title} />
        <label for={`locale-${id}`}>{texts.articleLanguage}</label>
        <select id={`locale-${id}`} name="locale" defaultValue={locale}>
          {[...new Set([locale, ...LANGUAGES])].map((one) => (
            <option key={one} value={one} selected={one === locale}>
              {languageName(one, persona.locale)}
            </option>
          ))}
        </select>
        <button class="button secondary" disabled={isBusy}>
          {texts.apply}
        </button>
      </form>
    </details>
  );
}
