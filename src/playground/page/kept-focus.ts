import { useLayoutEffect } from 'preact/hooks';

/** What can have the focus in a message, by what belongs together. */
const CONTROLS = ['.row button:not(:disabled)', '.more', 'button:not(:disabled), select, a[href]'] as const;

interface Place {
  readonly kind: string;
  readonly at: number;
}

/** Where the focus is within a message; null where it isn't, or on the message itself. */
function placeOf(view: HTMLElement): Place | null {
  for (const kind of CONTROLS) {
    const at = [...view.querySelectorAll(kind)].findIndex((one) => one === document.activeElement);
    if (at !== -1) return { kind, at };
  }
  return null;
}

/** Whoever uses a message by keyboard stays on the control when it is drawn anew: on the same one, or on the one near it. */
export function useKeptFocus({ current: view }: { readonly current: HTMLElement | null }): void {
  // As it is before it is drawn.
  const place = view === null ? null : placeOf(view);
  useLayoutEffect(() => {
    const now = document.activeElement;
    if (view === null || place === null) return;
    if (now !== null && view.contains(now) && !now.matches(':disabled')) return;
    const controls = view.querySelectorAll<HTMLElement>(place.kind);
    (controls[place.at] ?? [...controls].at(-1) ?? view).focus();
  });
}

/** Whoever was on something in there that is gone is given the next best place. */
export function useFocusWithin(
  { current: view }: { readonly current: HTMLElement | null },
  nextBest: () => HTMLElement | null | undefined,
): void {
  const had = view?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (had && document.activeElement === document.body) nextBest()?.focus();
  });
}
