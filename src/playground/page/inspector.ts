import type { Explanation, Trace } from '../protocol.ts';
import { element } from './element.ts';
import type { Session } from './session.ts';

/** The last interaction: what went to and fro, how long it took, and why it was answered so. */
export function inspectorView(trace: Trace | null, session: Session): readonly HTMLElement[] {
  const { texts } = session;
  if (trace === null) return [element('p', { class: 'muted', text: texts.nothingYet })];
  const { title, request, reply, calls, violations, explanation } = trace;
  return [
    element('h3', { class: 'trace-title', text: title }),
    element('p', { class: 'muted took', text: stateOf(trace, session) }),
    ...(violations.length === 0
      ? []
      : [
          element(
            'div',
            { class: 'objections', role: 'alert' },
            element('strong', { text: texts.objections }),
            element('ul', {}, ...violations.map((text) => element('li', { text }))),
          ),
        ]),
    ...(explanation === null ? [] : [explanationView(explanation, session)]),
    json(texts.reply, reply?.body ?? null, true),
    json(texts.request, request, false),
    json(texts.calls(calls.length), calls, false),
  ];
}

function stateOf({ reply }: Trace, { texts, persona }: Session): string {
  if (reply === null) return texts.waiting;
  if (reply.status === 0) return texts.noReply;
  const number = new Intl.NumberFormat(persona.locale, { maximumFractionDigits: 1 });
  return texts.took(number.format(reply.milliseconds), reply.status);
}

function explanationView(
  { question, outcome, confidence, hits }: Explanation,
  session: Session,
): HTMLElement {
  const { texts, persona } = session;
  const format = new Intl.NumberFormat(persona.locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const two = (value: number): string => format.format(value);
  return element(
    'details',
    { open: true },
    element('summary', { text: texts.why }),
    element('p', {}, element('q', { text: question })),
    element('p', { class: 'muted', text: texts.outcome(outcome, two(confidence)) }),
    element(
      'ol',
      { class: 'hits' },
      ...hits.map((hit) =>
        element(
          'li',
          {},
          element('code', { text: hit.id }),
          element('span', { class: 'muted', text: ` ${texts.confidence(two(hit.confidence))}` }),
          hit.signals.length === 0
            ? element('p', { class: 'muted', text: texts.wordByWord })
            : signals(hit.signals, two, session),
        ),
      ),
    ),
  );
}

function signals(
  all: Explanation['hits'][number]['signals'],
  two: (value: number) => string,
  { texts }: Session,
): HTMLElement {
  const most = Math.max(...all.map(({ share }) => Math.abs(share)), 0.01);
  return element(
    'table',
    {},
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...[texts.signal, texts.value, texts.share].map((text) => element('th', { scope: 'col', text })),
      ),
    ),
    element(
      'tbody',
      {},
      ...all.map(({ name, value, share }) => {
        const bar = element('span', { class: share < 0 ? 'bar against' : 'bar', 'aria-hidden': 'true' });
        bar.style.width = `${Math.round((Math.abs(share) / most) * 48)}px`;
        return element(
          'tr',
          {},
          element('th', { scope: 'row', text: name }),
          element('td', { text: two(value) }),
          element('td', {}, bar, ` ${share < 0 ? '−' : '+'}${two(Math.abs(share))}`),
        );
      }),
    ),
  );
}

function json(title: string, value: unknown, open: boolean): HTMLElement {
  return element(
    'details',
    { open },
    element('summary', { text: title }),
    element(
      'pre',
      { tabindex: '0', 'aria-label': title },
      element('code', { text: JSON.stringify(value, null, 2) }),
    ),
  );
}
