import { useLayoutEffect, useRef } from 'preact/hooks';
import { ArticleCard } from './article-card.tsx';
import { articleTextsFor } from './article-texts.ts';
import { closeAround, Dialog, type DialogProps } from './dialog.tsx';
import { IconButton } from './icon.tsx';
import { bring, bringPasted, failures, forgetFailure, pasted, reading } from './own-articles.ts';
import { useSession } from './session.ts';

/** What `footnote import` reads. */
const ACCEPTED = '.html,.htm,.xhtml,.md,.mdx,.markdown,.txt,.text,.docx,.json,.tsv';

/** The articles that somebody brought to the page, and how to bring more. */
export function ArticlesDialog({ onClose }: DialogProps) {
  const { texts: pageTexts, articles, persona } = useSession();
  const texts = articleTextsFor(persona.locale);
  return (
    <Dialog class="articles" titleId="articles-title" firstFocus=".choose" closesBeside onClose={onClose}>
      <div class="form-head">
        <h2 id="articles-title">{texts.title}</h2>
        <IconButton sign="close" label={pageTexts.close} onClick={closeAround} />
      </div>
      <div class="articles-body">
        <Bring />
        <div role="status" class="reading">
          {reading.value === null ? null : <Reading key={reading.value} name={reading.value} />}
        </div>
        {failures.value.map((failure) => (
          <Refused key={failure.id} {...failure} />
        ))}
        {articles.toReversed().map((article) => (
          <ArticleCard key={article.id} article={article} />
        ))}
      </div>
    </Dialog>
  );
}

/** Whoever drops a file may have scrolled down to another article. */
function useInSight() {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => element.current?.scrollIntoView({ block: 'nearest' }), []);
  return element;
}

function Reading({ name }: { readonly name: string }) {
  const { persona } = useSession();
  return (
    <div ref={useInSight()}>
      <p>{articleTextsFor(persona.locale).reading(name)}</p>
    </div>
  );
}

/** Why a file became no article. */
function Refused({ id, name, refusal }: (typeof failures.value)[number]) {
  const { persona } = useSession();
  const texts = articleTextsFor(persona.locale);
  return (
    <div ref={useInSight()} class="objection" role="alert">
      <IconButton
        sign="close"
        label={texts.dismiss}
        onClick={() => {
          forgetFailure(id);
        }}
      />
      <p>
        <strong>{name}</strong>
      </p>
      <p lang={refusal?.why === 'unreadable' ? 'en' : undefined}>
        {refusal === null ? texts.lost : texts.refused(refusal)}
      </p>
    </div>
  );
}

function Bring() {
  const session = useSession();
  const texts = articleTextsFor(session.persona.locale);
  const picker = useRef<HTMLInputElement>(null);
  const isBusy = reading.value !== null;
  return (
    <section class="bring">
      <p>{texts.intro}</p>
      <button
        type="button"
        class="button primary choose"
        disabled={isBusy}
        onClick={() => picker.current?.click()}
      >
        {texts.choose}
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={ACCEPTED}
        aria-label={texts.choose}
        onChange={({ currentTarget }) => {
          const files = Array.from(currentTarget.files ?? []);
          // So that the same file can be chosen again once it has changed.
          currentTarget.value = '';
          void bring(
            session,
            files.map((file) => ({ name: file.name, files: [file], isFolder: false })),
          );
        }}
      />
      <details class="parts">
        <summary>{texts.paste}</summary>
        <textarea
          rows={6}
          aria-label={texts.pasteLabel}
          value={pasted.value}
          onInput={({ currentTarget: { value } }) => {
            pasted.value = value;
          }}
        />
        <button
          type="button"
          class="button secondary"
          disabled={isBusy || pasted.value.trim() === ''}
          onClick={() => void bringPasted(session)}
        >
          {texts.pasteAction}
        </button>
      </details>
    </section>
  );
}
