/** Preact draws in a microtask: what is queued behind a change finds it drawn. */
export function whenDrawn(then: () => void): void {
  queueMicrotask(then);
}

/** Gives the focus to an element that is there, or can have it, only once the page is drawn. */
export function focusOn(id: string): void {
  whenDrawn(() => document.getElementById(id)?.focus());
}

/** The same, where nothing has it: what had it may be gone. */
export function focusIfFree(id: string): void {
  whenDrawn(() => {
    if (document.activeElement === document.body) document.getElementById(id)?.focus();
  });
}

/** Gives the focus back to what has it now, or where that has gone, to the element of this id. */
export function noteFocus(otherwise: string): () => void {
  const before = document.activeElement;
  return () =>
    whenDrawn(() => {
      const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
      (isThere ? before : document.getElementById(otherwise))?.focus();
    });
}
