import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Explanation, Trace } from '../protocol.ts';
import { chooseTrace, followed } from './actions.ts';
import { IconButton } from './icon.tsx';
import { useSession, type Session } from './session.ts';
import { trialTexts } from './trial-texts.ts';
import { tryThis } from './trials.ts';

/** The last interactions: what went to and fro, how long it took, and why it was answered so. */
export function Inspector({ onClose }: { readonly onClose: () => void }) {
  const { texts, isDrawerOpen } = useSession();
  return (
    <aside
      id="drawer"
      class="drawer"
      tabIndex={-1}
      aria-labelledby="drawer-title"
      hidden={!isDrawerOpen.value}
    >
      <header class="bar">
        <h2 id="drawer-title">{texts.inspector}</h2>
        <IconButton sign="close" label={texts.close} id="drawer-close" onClick={onClose} />
      </header>
      <div class="drawer-body">{isDrawerOpen.value ? <Traces /> : null}</div>
    </aside>
  );
}

function Traces() {
  const session = useSession();
  const { texts, traces, trace: chosen, persona } = session;
  const shown = traces.find(({ id }) => id === chosen.value) ?? followed(traces);
  if (shown === undefined) return <p class="muted">{texts.nothingYet}</p>;
  const clock = new Intl.DateTimeFormat(persona.locale, { timeStyle: 'medium' });
  return (
    <>
      <div class="field">
        <label for="trace">{texts.interaction(traces.length)}</label>
        <select
          id="trace"
          value={shown.id}
          onChange={({ currentTarget }) => chooseTrace(session, currentTarget.value)}
        >
          {traces.map((trace) => (
            <option key={trace.id} value={trace.id}>
              {`${clock.format(trace.at)} · ${titleOf(trace, session)}`}
            </option>
          ))}
        </select>
      </div>
      <TraceView key={shown.id} trace={shown} />
    </>
  );
}

function titleOf({ title, typing }: Trace, { texts }: Session): string {
  return typing ? texts.typing(title) : title;
}

function TraceView({ trace }: { readonly trace: Trace }) {
  const session = useSession();
  const { texts } = session;
  const { request, reply, calls, violations, explanation } = trace;
  return (
    <div>
      <h3 class="trace-title">{titleOf(trace, session)}</h3>
      <p class="muted took">{stateOf(trace, session)}</p>
      {violations.length === 0 ? null : (
        <div class="objections" role="alert">
          <strong>{texts.objections}</strong>
          <ul>
            {violations.map((text) => (
              <li>{text}</li>
            ))}
          </ul>
        </div>
      )}
      {explanation === null ? null : <ExplanationView {...explanation} />}
      <Json name="reply" title={texts.reply} value={reply?.body ?? null} />
      <Json name="request" title={texts.request} value={request} />
      <Json name="calls" title={texts.calls(calls.length)} value={calls} />
    </div>
  );
}

function stateOf({ reply }: Trace, { texts, persona }: Session): string {
  if (reply === null) return texts.waiting;
  if (reply.status === 0) return texts.noReply;
  const number = new Intl.NumberFormat(persona.locale, { maximumFractionDigits: 1 });
  return texts.took(number.format(reply.milliseconds), reply.status);
}

/** Which parts stand open: it stays so when others are shown. */
const openParts = signal<ReadonlySet<string>>(new Set(['why', 'reply']));

/** A part that can be closed. */
function Part({
  name,
  title,
  children,
}: {
  readonly name: string;
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <details
      open={openParts.value.has(name)}
      onToggle={({ currentTarget: { open } }) => {
        const others = [...openParts.value].filter((one) => one !== name);
        openParts.value = new Set(open ? [...others, name] : others);
      }}
    >
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function Json({
  name,
  title,
  value,
}: {
  readonly name: string;
  readonly title: string;
  readonly value: unknown;
}) {
  return (
    <Part name={name} title={title}>
      <pre tabIndex={0} aria-label={title}>
        <code>{JSON.stringify(value, null, 2)}</code>
      </pre>
    </Part>
  );
}

function ExplanationView(explanation: Explanation) {
  const session = useSession();
  const { texts, persona } = session;
  const { question, slug, confidence, evidence, hits } = explanation;
  const two = inTwoDigits(session);
  const { shouldButton, verdictOf } = trialTexts(persona.locale);
  return (
    <Part name="why" title={texts.why}>
      <p>
        <q>{question}</q>
      </p>
      <p>
        {`${verdictIn(explanation, persona.locale)} `}
        <span class="muted">{texts.confidence(two(confidence))}</span>
      </p>
      {evidence === null || explanation.outcome === 'none' ? null : (
        <p>
          {`${verdictOf.evidence} `}
          <q>{evidence}</q>
        </p>
      )}
      <button
        type="button"
        class="button small secondary"
        onClick={() => void tryThis(question, slug, persona.locale)}
      >
        {shouldButton}
      </button>
      <ol class="hits">
        {hits.map((hit) => (
          <li key={hit.id}>
            <strong>{hit.title}</strong>
            <div class="muted">
              <code>{hit.id}</code> {texts.confidence(two(hit.confidence))}
            </div>
            {hit.features.length === 0 ? (
              <p class="muted">{texts.wordByWord}</p>
            ) : (
              <Features all={hit.features} />
            )}
          </li>
        ))}
      </ol>
    </Part>
  );
}

/** In a sentence or two, by titles. */
function verdictIn({ outcome, notCovered, offered, hits }: Explanation, locale: string): string {
  const { verdictOf } = trialTexts(locale);
  const [best, rival] = hits;
  const otherwise = rival === undefined ? '' : ` ${verdictOf.rival(rival.title)}`;
  switch (outcome) {
    case 'answer':
      return `${verdictOf.answer(best?.title ?? '')}${otherwise}`;
    case 'suggestions':
      return verdictOf.suggestions(offered);
    case 'none':
      return notCovered === null ? verdictOf.none : verdictOf.notCovered(notCovered);
  }
}

function inTwoDigits({ persona }: Session): (value: number) => string {
  const format = new Intl.NumberFormat(persona.locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return (value) => format.format(value);
}

/** The longest bar, in pixels. */
const BAR = 48;

function Features({ all }: { readonly all: Explanation['hits'][number]['features'] }) {
  const session = useSession();
  const { texts } = session;
  const two = inTwoDigits(session);
  const most = Math.max(...all.map(({ share }) => Math.abs(share)), 0.01);
  return (
    <table>
      <thead>
        <tr>
          {[texts.signal, texts.value, texts.share].map((text) => (
            <th scope="col">{text}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {all.map(({ name, value, share }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{two(value)}</td>
            <td>
              <span
                class={share < 0 ? 'bar against' : 'bar'}
                aria-hidden="true"
                style={{ width: `${Math.round((Math.abs(share) / most) * BAR)}px` }}
              />
              {` ${share < 0 ? '−' : '+'}${two(Math.abs(share))}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
