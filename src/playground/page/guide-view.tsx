import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { focusOn } from './focus.ts';
import { begin, CARDS, type Card, type Guide } from './guide.ts';
import { guideTextsFor } from './guide-texts.ts';
import { Icon, IconButton } from './icon.tsx';
import { Avatar } from './message.tsx';
import { useSession } from './session.ts';

const PANEL = 'guide';
const BUTTON = 'guide-button';

/** Brings the cards back, or puts them away. */
export function GuideButton({ guide }: { readonly guide: Guide }) {
  const texts = guideTextsFor(useSession().persona.locale);
  const isHidden = guide.isHidden.value;
  return (
    <IconButton
      sign="guide"
      label={isHidden ? texts.open : texts.close}
      id={BUTTON}
      aria-expanded={!isHidden}
      aria-controls={PANEL}
      onClick={() => guide.hide(!isHidden)}
    />
  );
}

/** Cards with what there is to try, each in one click. */
export function GuideView({ guide }: { readonly guide: Guide }) {
  const { persona, traces, hasMadeUpData } = useSession();
  const texts = guideTextsFor(persona.locale);
  useEffect(() => guide.look(traces), [traces]);
  return (
    <>
      <section id={PANEL} class="guide" aria-labelledby="guide-title" hidden={guide.isHidden.value}>
        <header class="guide-head">
          <h2 id="guide-title">{texts.title}</h2>
          <span class="muted">{texts.progress(guide.done.value.size, CARDS.length)}</span>
          <IconButton
            sign="close"
            label={texts.close}
            onClick={() => {
              guide.hide(true);
              focusOn(BUTTON);
            }}
          />
        </header>
        <ul class="guide-cards">
          {CARDS.map((card) => (
            <CardView key={card.id} card={card} isDone={guide.done.value.has(card.id)} />
          ))}
        </ul>
      </section>
      {hasMadeUpData ? (
        <p class="made-up" role="note">
          {texts.madeUp}
        </p>
      ) : null}
    </>
  );
}

function CardView({ card, isDone }: { readonly card: Card; readonly isDone: boolean }) {
  const session = useSession();
  const { state, persona } = session;
  const texts = guideTextsFor(persona.locale);
  const { title, text, madeUp } = texts.cards[card.id];
  const isBusy = useSignal(false);
  const person = state.people.find(({ role }) => role === card.role);

  async function start(): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    try {
      await begin(card, session);
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <li class={isDone ? 'guide-card done' : 'guide-card'}>
      <div class="guide-who muted">
        {person === undefined ? null : (
          <>
            <Avatar user={{ id: person.id, username: person.name }} size="tiny" />
            {`${person.name}, ${session.texts.roles[person.role].toLowerCase()}`}
          </>
        )}
        {isDone ? (
          <span class="guide-done">
            <Icon name="check" />
            {texts.done}
          </span>
        ) : null}
      </div>
      <button
        type="button"
        class="button primary small"
        aria-busy={isBusy.value}
        aria-describedby={`guide-${card.id}`}
        onClick={() => void start()}
      >
        {title}
      </button>
      <p id={`guide-${card.id}`}>
        {text}
        {madeUp === undefined ? null : <span class="muted"> {madeUp}</span>}
      </p>
    </li>
  );
}
