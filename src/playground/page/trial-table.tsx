import type { ArticleName, FoundPassage, TriedQuestion } from '../trial-protocol.ts';
import { useSession } from './session.ts';
import { isSettled, judge, type Mark } from './trial-judgement.ts';
import type { TrialTexts } from './trial-texts.ts';
import * as trials from './trials.ts';

interface Parts {
  readonly texts: TrialTexts;
}

/** A row a question. On a narrow window rows are cards: the roles say what the styles would take away. */
export function TrialTable({ texts }: Parts) {
  const before = new Map(trials.before.value.map((one) => [one.question, one]));
  return (
    <table class="trial-table" role="table" aria-label={texts.results}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{texts.question}</th>
          {before.size === 0 ? null : <th role="columnheader">{texts.before}</th>}
          <th role="columnheader">{texts.found}</th>
          <th role="columnheader">{texts.should}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {trials.tried.value.map((tried) => (
          <Row
            key={tried.question}
            tried={tried}
            before={before.size === 0 ? null : (before.get(tried.question) ?? null)}
            hasBefore={before.size > 0}
            texts={texts}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  tried,
  before,
  hasBefore,
  texts,
}: Parts & {
  readonly tried: TriedQuestion;
  readonly before: TriedQuestion | null;
  readonly hasBefore: boolean;
}) {
  const { question } = tried;
  const mark = trials.marks.value[question];
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {question}
      </th>
      {hasBefore ? (
        <td role="cell" data-label={texts.before}>
          {before === null ? null : (
            <>
              <Outcome tried={before} mark={mark} texts={texts} />
              {before.best === null ? null : <div class="muted">{before.best.title}</div>}
            </>
          )}
        </td>
      ) : null}
      <td role="cell" data-label={texts.found}>
        <Outcome tried={tried} mark={mark} texts={texts} />
        <Found tried={tried} texts={texts} />
      </td>
      <td role="cell" data-label={texts.should}>
        <Marking tried={tried} mark={mark} texts={texts} />
      </td>
    </tr>
  );
}

function usePercent(): (value: number) => string {
  const format = new Intl.NumberFormat(useSession().persona.locale, { style: 'percent' });
  return (value) => format.format(value);
}

function Outcome({
  tried,
  mark,
  texts,
}: Parts & { readonly tried: TriedQuestion; readonly mark: Mark | undefined }) {
  const percent = usePercent();
  const verdict = mark === undefined ? null : judge(tried, mark);
  return (
    <div class="trial-outcome">
      {verdict === null ? null : <span class={`verdict ${verdict}`}>{texts.verdicts[verdict]}</span>}
      <strong>{texts.outcomes[tried.outcome]}</strong>
      <span class="muted">{texts.sure(percent(tried.confidence))}</span>
    </div>
  );
}

function Found({ tried, texts }: Parts & { readonly tried: TriedQuestion }) {
  const percent = usePercent();
  const { outcome, best, rival, evidence, notCovered } = tried;
  if (best === null && notCovered === null) return <div class="muted">{texts.nothing}</div>;
  const kindOf = ({ kind }: FoundPassage): string => (kind === 'faq' ? '' : `${texts.kinds[kind]} · `);
  return (
    <>
      {notCovered === null ? null : <div>{texts.says(notCovered)}</div>}
      {best === null ? null : (
        <div class={outcome === 'none' ? 'muted' : ''}>
          {outcome === 'none' ? `${texts.nearest} ` : ''}
          {kindOf(best)}
          {best.title}
        </div>
      )}
      {evidence === null || outcome === 'none' ? null : <q class="muted">{evidence}</q>}
      {rival === null ? null : (
        <div class="muted">{texts.rival(`${kindOf(rival)}${rival.title}`, percent(rival.confidence))}</div>
      )}
    </>
  );
}

function Marking({
  tried,
  mark,
  texts,
}: Parts & { readonly tried: TriedQuestion; readonly mark: Mark | undefined }) {
  const { persona } = useSession();
  const { question, best } = tried;
  const isPassage = mark?.kind === 'passage';
  const isBest = isPassage && isSamePassage(mark, best);
  const isNotCovered = mark?.kind === 'not covered';
  const home = homeOf(tried, persona.locale);
  return (
    <>
      <div class="trial-marks">
        {best === null ? null : (
          <button
            type="button"
            class="button small secondary"
            aria-pressed={isBest}
            aria-label={texts.rightLong(best.title, question)}
            onClick={() => {
              const { slug, locale, id, kind, title } = best;
              const passage = { id, kind, title };
              trials.mark(
                question,
                isBest ? null : { kind: 'passage', slug, locale, passage, asEntry: false, madeOf: null },
              );
            }}
          >
            {texts.right}
          </button>
        )}
        <button
          type="button"
          class="button small secondary"
          aria-pressed={isPassage && !isBest}
          aria-haspopup="dialog"
          aria-label={texts.anotherLong(question)}
          onClick={() => {
            trials.picking.value = question;
          }}
        >
          {texts.another}
        </button>
        {home === null ? null : (
          <button
            type="button"
            class="button small secondary"
            aria-pressed={isNotCovered}
            aria-label={texts.notCoveredLong(question)}
            onClick={() =>
              trials.mark(
                question,
                isNotCovered ? null : { ...home, kind: 'not covered', topic: topicOf(question) },
              )
            }
          >
            {texts.notCovered}
          </button>
        )}
      </div>
      {isPassage ? <MarkedPassage question={question} mark={mark} texts={texts} /> : null}
      {isNotCovered && !isSettled(tried, mark) ? (
        <Topic question={question} mark={mark} texts={texts} />
      ) : null}
    </>
  );
}

function isSamePassage(mark: Mark, found: FoundPassage | null): boolean {
  return (
    mark.kind === 'passage' &&
    found?.id === mark.passage.id &&
    found.slug === mark.slug &&
    found.locale === mark.locale
  );
}

/** The article that would have answered. */
export function homeOf({ best }: TriedQuestion, locale: string): ArticleName | null {
  const wanted = best?.slug ?? trials.slug.value;
  const own = trials.articles.value.filter(({ slug }) => wanted === '' || slug === wanted);
  const language = locale.split('-')[0];
  const nearest = best ?? own.find((one) => one.locale.split('-')[0] === language) ?? own[0];
  return nearest === undefined ? null : { slug: nearest.slug, locale: nearest.locale };
}

/** To begin with: its author makes a clause of it. */
function topicOf(question: string): string {
  return question.replace(/[\s?!.。？！]+$/u, '');
}

function MarkedPassage({
  question,
  mark,
  texts,
}: Parts & { readonly question: string; readonly mark: Extract<Mark, { kind: 'passage' }> }) {
  const { passage, asEntry } = mark;
  return (
    <>
      <div>{`→ ${passage.title}`}</div>
      {passage.kind === 'faq' ? null : (
        <label class="box">
          <input
            type="checkbox"
            checked={asEntry}
            onChange={({ currentTarget }) =>
              trials.mark(question, { ...mark, asEntry: currentTarget.checked })
            }
          />
          <span>
            {texts.asEntry}
            <small class="muted">{texts.asEntryHint}</small>
          </span>
        </label>
      )}
    </>
  );
}

function Topic({
  question,
  mark,
  texts,
}: Parts & { readonly question: string; readonly mark: Extract<Mark, { kind: 'not covered' }> }) {
  const topics = trials.parts.value[trials.keyOf(mark)]?.topics ?? [];
  const list = `topics-${trials.keyOf(mark)}`;
  return (
    <label class="trial-topic">
      {texts.topic}
      <input
        list={list}
        maxLength={300}
        value={mark.topic}
        onChange={({ currentTarget }) => trials.mark(question, { ...mark, topic: currentTarget.value })}
      />
      <datalist id={list}>
        {topics.map((topic) => (
          <option key={topic} value={topic} />
        ))}
      </datalist>
      <small class="muted">{texts.topicHint}</small>
    </label>
  );
}
