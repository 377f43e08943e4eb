/** Preact draws in a microtask: what is queued behind a change finds it drawn. */
export function whenDrawn(then: () => void): void {
  queueMicrotask(then);
}

/** Gives the focus to an element that is there, or can have it, only once the page is drawn. */
export function focusOn(id: string): void {
  whenDrawn(() => document.getElementById(id)?.focus());
}
