import { focusOn } from './focus.ts';
import { Dialog, closeAround } from './dialog.tsx';
import { IconButton } from './icon.tsx';
import { useSession } from './session.ts';
import { count, VERDICTS, wordingsToWrite } from './trial-judgement.ts';
import { TrialPicker } from './trial-picker.tsx';
import { TrialTable } from './trial-table.tsx';
import { sayNotice, trialTexts, type TrialTexts } from './trial-texts.ts';
import * as trials from './trials.ts';

/** The texts of the pane, in the language of whom the page plays. */
function useTrialTexts(): TrialTexts {
  return trialTexts(useSession().persona.locale);
}

export function TrialsButton() {
  const { title } = useTrialTexts();
  return (
    <IconButton
      sign="test"
      label={title}
      id="trials-button"
      aria-haspopup="dialog"
      onClick={() => void trials.openTrials()}
    />
  );
}

/** Many questions at once: what each finds, what it should find, and the wordings that make it so. */
export function TrialPane() {
  const texts = useTrialTexts();
  if (!trials.isOpen.value) return null;
  return (
    <Dialog class="trials" titleId="trials-title" firstFocus="#trial-questions" onClose={trials.closeTrials}>
      <header class="bar">
        <h2 id="trials-title">{texts.title}</h2>
        <IconButton sign="close" label={texts.close} onClick={closeAround} />
      </header>
      <div class="trials-body">
        <Asking texts={texts} />
        <Progress texts={texts} />
        {trials.tried.value.length === 0 ? null : (
          <>
            <Summary texts={texts} />
            <TrialTable texts={texts} />
          </>
        )}
      </div>
      <TrialPicker texts={texts} />
    </Dialog>
  );
}

interface Parts {
  readonly texts: TrialTexts;
}

function Asking({ texts }: Parts) {
  const { persona } = useSession();
  const typed = trials.text.value;
  const questions = trials.questionsIn(typed);
  const slugs = [...new Set(trials.articles.value.map(({ slug }) => slug))];
  return (
    <form
      class="trial-form"
      onSubmit={(event) => {
        event.preventDefault();
        void trials.askAll(persona.locale);
      }}
    >
      <p class="muted">{texts.intro}</p>
      <label for="trial-questions">{texts.questions}</label>
      <textarea
        id="trial-questions"
        rows={Math.min(10, Math.max(4, questions.length + 1))}
        value={typed}
        onInput={({ currentTarget }) => {
          trials.text.value = currentTarget.value;
        }}
      />
      {questions.length > trials.MOST_QUESTIONS ? (
        <p class="muted">{texts.tooMany(trials.MOST_QUESTIONS)}</p>
      ) : null}
      <div class="trial-actions">
        <label for="trial-article">{texts.article}</label>
        <select
          id="trial-article"
          value={trials.slug.value}
          onChange={({ currentTarget }) => {
            trials.slug.value = currentTarget.value;
          }}
        >
          <option value="">{texts.all}</option>
          {slugs.map((slug) => (
            <option key={slug} value={slug}>
              {slug}
            </option>
          ))}
        </select>
        <button
          type="submit"
          class="button primary"
          disabled={questions.length === 0 || trials.progress.value !== null}
        >
          {texts.ask}
        </button>
        {typed === '' && trials.tried.value.length === 0 ? null : (
          <button
            type="button"
            class="button secondary"
            onClick={() => {
              trials.forgetTrials();
              focusOn('trial-questions');
            }}
          >
            {texts.clear}
          </button>
        )}
      </div>
    </form>
  );
}

/** How it goes, and what came of it: also for who does not look. */
function Progress({ texts }: Parts) {
  const progress = trials.progress.value;
  const notices = trials.notices.value;
  const asked = trials.tried.value.length;
  return (
    <div class="trial-notices" role="status">
      {progress === null ? null : <p>{texts.asking(progress.done, progress.of)}</p>}
      {progress !== null || asked === 0 ? null : <p class="muted">{texts.asked(asked)}</p>}
      {notices.map((notice, at) => (
        <p key={at} class={notice.kind === 'written' ? 'done' : 'objections'}>
          {sayNotice(notice, texts)}
        </p>
      ))}
    </div>
  );
}

function Summary({ texts }: Parts) {
  const { persona } = useSession();
  const [tried, before, marks] = [trials.tried.value, trials.before.value, trials.marks.value];
  const marked = tried.filter(({ question }) => marks[question] !== undefined).length;
  const now = count(tried, marks);
  const then = before.length === 0 ? null : count(before, marks);
  const articles = wordingsToWrite(tried, marks);
  const wordings = articles.reduce((sum, one) => sum + one.wordings.length, 0);
  const places = articles.map((one) => ({ ...one, file: trials.parts.value[trials.keyOf(one)]?.file }));
  const isBusy = trials.progress.value !== null;
  return (
    <section class="trial-summary">
      <table>
        <caption>{texts.marked(marked, tried.length)}</caption>
        <thead>
          <tr>
            <td />
            {then === null ? null : <th scope="col">{texts.before}</th>}
            <th scope="col">{texts.found}</th>
          </tr>
        </thead>
        <tbody>
          {VERDICTS.map((verdict) => (
            <tr key={verdict}>
              <th scope="row">{texts.verdicts[verdict]}</th>
              {then === null ? null : <td>{then[verdict]}</td>}
              <td>{now[verdict]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="trial-actions">
        <button
          type="button"
          class="button success"
          disabled={isBusy || wordings === 0 || places.every(({ file }) => file === null)}
          onClick={() => void trials.write('file', persona.locale)}
        >
          {texts.write(wordings)}
        </button>
        <button
          type="button"
          class="button secondary"
          disabled={isBusy || wordings === 0}
          onClick={() => void trials.write('download', persona.locale)}
        >
          {texts.download}
        </button>
        <button
          type="button"
          class="button secondary"
          disabled={marked === 0}
          onClick={() => trials.saveQuestions(persona.locale)}
        >
          {texts.save}
        </button>
      </div>
      <ul class="muted trial-places">
        {places.map(({ slug, locale, file, wordings: some }) =>
          file === undefined ? null : (
            <li key={`${slug}/${locale}`}>
              {file === null ? texts.inMemory(slug) : texts.into(some.length, file)}
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
