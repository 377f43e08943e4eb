import { useSignal } from '@preact/signals';
import type { ArticleAction, ArticleRefusal, OwnArticle } from '../article-protocol.ts';
import { actOnArticle } from './article-client.ts';
import { ArticleParts } from './article-parts.tsx';
import { ArticleSettings, languageName } from './article-settings.tsx';
import { articleTextsFor } from './article-texts.ts';
import { commandLine } from './command-choices.ts';
import { openArticle, PASTED } from './own-articles.ts';
import { useSession } from './session.ts';
import { trialTexts } from './trial-texts.ts';
import { openTrials } from './trials.ts';

/** One of the articles that were brought: what came of it, how to try it, and what can be done with it. */
export function ArticleCard({ article }: { readonly article: OwnArticle }) {
  const session = useSession();
  const { locale } = session.persona;
  const texts = articleTextsFor(locale);
  const { id, slug, title, from, problems, isServed, isSaved, target } = article;
  const isBusy = useSignal(false);
  /** `null` in place of a refusal: the program didn't answer. */
  const failure = useSignal<{ readonly refusal: ArticleRefusal | null } | null>(null);

  async function act(action: ArticleAction, done?: string): Promise<void> {
    isBusy.value = true;
    failure.value = null;
    const result = await actOnArticle(action);
    isBusy.value = false;
    if (result?.done !== true) failure.value = { refusal: result };
    else if (done !== undefined) session.announce(done);
  }

  const save = (overwrite: boolean) => act({ kind: 'save', article: id, overwrite }, texts.saved(target));
  const refusal = failure.value?.refusal ?? null;
  return (
    <details
      class="article"
      open={openArticle.value === id}
      onToggle={({ currentTarget: { open }, target: toggled, currentTarget }) => {
        if (toggled !== currentTarget) return;
        if (open) openArticle.value = id;
        else if (openArticle.value === id) openArticle.value = null;
      }}
    >
      <summary>
        <span class="article-title">{title}</span>
        <code>{`/${slug}`}</code>
      </summary>
      <div class="article-body" aria-busy={isBusy.value}>
        <p class="muted">
          {[
            from === PASTED ? texts.pastedName : texts.from(from),
            texts.language(languageName(article.locale, locale), article.isLocaleGuessed),
          ].join(' · ')}
        </p>
        {isServed ? <TryIt article={article} /> : <p class="objection">{texts.notServed}</p>}
        <Found article={article} />
        {problems.length === 0 ? null : (
          <details class="parts" open={!isServed}>
            <summary>{texts.problems(problems.length)}</summary>
            <ul>
              {problems.map(({ line, message }) => (
                <li key={`${line} ${message}`}>
                  <span class="chip">{texts.line(line)}</span>
                  <span class="part-text" lang="en">
                    {message}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        )}
        <ArticleParts article={article} />
        <ArticleSettings
          key={`${slug} ${title} ${article.locale}`}
          article={article}
          isBusy={isBusy.value}
          onApply={(wanted) =>
            act({ kind: 'change', article: id, ...wanted }, texts.nowAnswers(wanted.title, wanted.slug))
          }
        />
        <p class="muted">{isSaved ? texts.saved(target) : texts.saveHint(target)}</p>
        {failure.value === null ? null : (
          <div class="objection" role="alert">
            <p>{refusal === null ? texts.lost : texts.refused(refusal)}</p>
            {refusal?.why === 'exists' ? (
              <div class="article-tools">
                <button type="button" class="button danger small" onClick={() => void save(true)}>
                  {texts.overwrite}
                </button>
                <button
                  type="button"
                  class="button secondary small"
                  onClick={() => {
                    failure.value = null;
                  }}
                >
                  {texts.leave}
                </button>
              </div>
            ) : null}
          </div>
        )}
        <div class="article-tools">
          {isServed && !isSaved ? (
            <button
              type="button"
              class="button primary"
              disabled={isBusy.value}
              onClick={() => void save(false)}
            >
              {texts.save}
            </button>
          ) : null}
          {isServed ? (
            <button type="button" class="button secondary" onClick={() => void openTrials(slug)}>
              {trialTexts(locale).title}…
            </button>
          ) : null}
          <a class="button secondary" href={`/articles/${id}`} download={`${article.locale}.md`}>
            {texts.download}
          </a>
          <button
            type="button"
            class="button secondary"
            disabled={isBusy.value}
            onClick={() => void act({ kind: 'remove', article: id }, texts.gone(title))}
          >
            {texts.remove}
          </button>
        </div>
      </div>
    </details>
  );
}

/** Lines that go into the message box, ready to be sent. */
function TryIt({ article: { slug, counts, questions } }: { readonly article: OwnArticle }) {
  const session = useSession();
  const { persona, begun, commands } = session;
  const texts = articleTextsFor(persona.locale);
  // Discord has no room for a command for each of many articles.
  const hasCommand = commands.some(({ name }) => name === slug);
  const part = counts.highlights > 0 ? 'highlights' : counts.sections > 0 ? 'contents' : 'faq';
  const lines = [
    ...(hasCommand ? [commandLine(`${slug} ${part}`, '', session)] : []),
    ...questions.map((question) => commandLine('ask', question, session)),
  ];
  return (
    <>
      <p>{texts.tryIt}</p>
      <ul class="examples">
        {lines.map((line) => (
          <li key={line}>
            <button
              type="button"
              class="mention"
              onClick={({ currentTarget }) => {
                currentTarget.closest('dialog')?.close();
                // With a space, it is a whole command's name.
                begun.value = { line: `${line} ` };
              }}
            >
              {line}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Found({ article: { counts, words } }: { readonly article: OwnArticle }) {
  const { locale } = useSession().persona;
  const texts = articleTextsFor(locale);
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  // Never 100 % where a word is missing.
  const share = words.article === 0 ? 1 : Math.floor((words.kept * 1000) / words.article) / 1000;
  return (
    <>
      <ul class="found">
        {texts.counts(counts).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p>
        {texts.kept(percent.format(share), number.format(words.article), number.format(words.dropped))}
        {words.missing.length === 0 ? '' : ` ${texts.missing(words.missing.join(', '))}`}
      </p>
    </>
  );
}
