/** Another program may have had this address before: its notes are not for this page. */
const OURS = 'footnote:';

/** What this tab noted before it was loaded anew; null where it noted nothing, or what can't be read. */
export function readKept(name: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(OURS + name) ?? 'null');
  } catch {
    return null;
  }
}

/** Notes something until the tab is closed, where it can. */
export function keep(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(OURS + name, JSON.stringify(value));
  } catch {
    // Where the browser keeps nothing for this page, or has no room left, all of it works until it is loaded anew.
  }
}

export function forgetKept(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(OURS)) sessionStorage.removeItem(key);
  } catch {
    // Then there is nothing to forget.
  }
}
