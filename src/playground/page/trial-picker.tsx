import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ArticleName, ArticleParts } from '../trial-protocol.ts';
import { closeAround, Dialog } from './dialog.tsx';
import { IconButton } from './icon.tsx';
import { useSession } from './session.ts';
import { homeOf } from './trial-table.tsx';
import type { TrialTexts } from './trial-texts.ts';
import * as trials from './trials.ts';

/** Chooses, by titles, the passage that should have been the answer. */
export function TrialPicker({ texts }: { readonly texts: TrialTexts }) {
  const { persona } = useSession();
  const question = trials.picking.value;
  const tried = trials.tried.value.find((one) => one.question === question);
  if (question === null || tried === undefined) return null;
  const mark = trials.marks.value[question];
  const home = mark ?? homeOf(tried, persona.locale);
  return (
    <Dialog
      class="picker"
      titleId="picker-title"
      firstFocus="#picker-search"
      closesBeside
      onClose={() => {
        trials.picking.value = null;
      }}
    >
      <header class="bar">
        <h2 id="picker-title">{texts.pickTitle}</h2>
        <IconButton sign="close" label={texts.close} onClick={closeAround} />
      </header>
      <p class="picker-question">
        <q>{question}</q>
      </p>
      {home === null ? null : <Passages question={question} home={home} texts={texts} />}
    </Dialog>
  );
}

/** A longer list is searched, not read. */
const MOST_SHOWN = 100;

function Passages({
  question,
  home,
  texts,
}: {
  readonly question: string;
  readonly home: ArticleName;
  readonly texts: TrialTexts;
}) {
  const key = useSignal(trials.keyOf(home));
  const typed = useSignal('');
  const article = trials.articles.value.find((one) => trials.keyOf(one) === key.value);
  useEffect(() => {
    // What keeps it from being read is said when something is written.
    if (article !== undefined) trials.read(article).catch(() => undefined);
  }, [key.value]);
  const parts = trials.parts.value[key.value];
  const shown = matching(parts, typed.value).slice(0, MOST_SHOWN);
  return (
    <>
      <div class="picker-search">
        <label for="picker-article">{texts.article}</label>
        <select
          id="picker-article"
          value={key.value}
          onChange={({ currentTarget }) => {
            key.value = currentTarget.value;
          }}
        >
          {trials.articles.value.map((one) => (
            <option key={trials.keyOf(one)} value={trials.keyOf(one)}>
              {`${one.title} (${trials.keyOf(one)})`}
            </option>
          ))}
        </select>
        <label for="picker-search">{texts.search}</label>
        <input
          id="picker-search"
          type="search"
          value={typed.value}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
          }}
        />
      </div>
      <ul class="picker-list">
        {shown.map(({ id, kind, title, text }) => (
          <li key={id}>
            <button
              type="button"
              onClick={(event) => {
                const { slug, locale } = article ?? home;
                const passage = { id, kind, title };
                trials.mark(question, {
                  kind: 'passage',
                  slug,
                  locale,
                  passage,
                  asEntry: false,
                  madeOf: null,
                });
                closeAround(event);
              }}
            >
              <span class="muted">{texts.kinds[kind]}</span>
              <strong>{title}</strong>
              {kind === 'highlight' ? null : <span class="muted">{text}</span>}
            </button>
          </li>
        ))}
      </ul>
      {parts !== undefined && shown.length === 0 ? <p class="picker-question">{texts.noMatch}</p> : null}
    </>
  );
}

/** Those that have all the words, in any order. */
function matching(parts: ArticleParts | undefined, typed: string): ArticleParts['passages'] {
  const words = folded(typed).split(/\s+/);
  return (parts?.passages ?? []).filter(({ title, text }) => {
    const all = folded(`${title} ${text}`);
    return words.every((word) => all.includes(word));
  });
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
