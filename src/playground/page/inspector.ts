import type { Explanation, Trace } from '../protocol.ts';
import { byId, element } from './element.ts';
import type { Session } from './session.ts';

/** The last interactions: what went to and fro, how long it took, and why it was answered so. */
export interface Inspector {
  readonly isOpen: boolean;
  toggle(open: boolean): void;
  /** A new one, or one that is there already with what came since. */
  put(trace: Trace): void;
  /** Shows that one from now on. */
  choose(id: string): void;
  draw(): void;
}

/** As many as the program keeps of each kind. */
const KEPT = 20;

export function createInspector(traces: readonly Trace[], session: () => Session): Inspector {
  const drawer = byId('drawer', HTMLElement);
  const body = byId('drawer-body', HTMLElement);
  let all = traces;
  /** Null for the newest, whichever that is. */
  let chosen: string | null = null;
  /** Which parts stand open: it stays so when others are shown. */
  const opened = new Map<string, boolean>([
    ['why', true],
    ['reply', true],
  ]);
  const part: Part = (name, title, ...children) => {
    const view = element(
      'details',
      { open: opened.get(name) ?? false },
      element('summary', { text: title }),
      ...children,
    );
    view.addEventListener('toggle', () => opened.set(name, view.open));
    return view;
  };

  function put(trace: Trace): void {
    const isNew = !all.some(({ id }) => id === trace.id);
    const others = isNew ? all : all.map((one) => (one.id === trace.id ? trace : one));
    let left = KEPT;
    all = isNew
      ? [trace, ...others].filter(({ typing }) => typing !== trace.typing || (left -= 1) >= 0)
      : others;
    if (!all.some(({ id }) => id === chosen)) chosen = null;
    draw(isNew ? null : trace.id);
  }

  /** @param only where that one alone has changed */
  function draw(only: string | null = null): void {
    if (drawer.hidden) return;
    const { texts } = session();
    byId('drawer-title', HTMLElement).textContent = texts.inspector;
    const trace = all.find(({ id }) => id === chosen) ?? all[0];
    if (trace === undefined) {
      body.replaceChildren(element('p', { class: 'muted', text: texts.nothingYet }));
      return;
    }
    const shown = body.querySelector(`[data-trace="${trace.id}"]`);
    if (only !== null && only !== trace.id && shown !== null) return;
    const hadFocus = document.activeElement?.id === 'trace';
    body.replaceChildren(
      picker(trace),
      element('div', { 'data-trace': trace.id }, ...traceView(trace, session(), part)),
    );
    if (hadFocus) body.querySelector<HTMLElement>('#trace')?.focus();
  }

  /** Whoever goes back to the newest one follows again. */
  function choose(id: string): void {
    chosen = id === all[0]?.id ? null : id;
    draw();
  }

  function picker(shown: Trace): HTMLElement {
    const { texts, persona } = session();
    const clock = new Intl.DateTimeFormat(persona.locale, { timeStyle: 'medium' });
    const select = element(
      'select',
      { id: 'trace' },
      ...all.map(({ id, at, title, typing }) =>
        element('option', {
          value: id,
          text: `${clock.format(at)} · ${typing ? texts.typing(title) : title}`,
          selected: id === shown.id,
        }),
      ),
    );
    select.addEventListener('change', () => {
      choose(select.value);
    });
    return element(
      'div',
      { class: 'field' },
      element('label', { for: 'trace', text: texts.interaction(all.length) }),
      select,
    );
  }

  return {
    get isOpen() {
      return !drawer.hidden;
    },
    toggle(open) {
      drawer.hidden = !open;
      draw();
    },
    put,
    choose,
    draw,
  };
}

/** A part that can be closed. */
type Part = (name: string, title: string, ...children: readonly HTMLElement[]) => HTMLElement;

function traceView(trace: Trace, session: Session, part: Part): readonly HTMLElement[] {
  const { texts } = session;
  const { title, typing, request, reply, calls, violations, explanation } = trace;
  return [
    element('h3', { class: 'trace-title', text: typing ? texts.typing(title) : title }),
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
    ...(explanation === null ? [] : [explanationView(explanation, session, part)]),
    part('reply', texts.reply, json(texts.reply, reply?.body ?? null)),
    part('request', texts.request, json(texts.request, request)),
    part('calls', texts.calls(calls.length), json(texts.calls(calls.length), calls)),
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
  part: Part,
): HTMLElement {
  const { texts, persona } = session;
  const format = new Intl.NumberFormat(persona.locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const two = (value: number): string => format.format(value);
  return part(
    'why',
    texts.why,
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

function json(title: string, value: unknown): HTMLElement {
  return element(
    'pre',
    { tabindex: '0', 'aria-label': title },
    element('code', { text: JSON.stringify(value, null, 2) }),
  );
}
