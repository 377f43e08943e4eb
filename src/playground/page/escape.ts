import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** What is open over or beside the page, the last opened at the end. The browser itself sees to dialogs. */
const open: { readonly close: () => void }[] = [];

/** While it is open, Escape closes it, unless something else was opened later. */
export function useEscape(isOpen: boolean, close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const one = { close: () => latest.current() };
    open.push(one);
    return () => void open.splice(open.indexOf(one), 1);
  }, [isOpen]);
}

/** For the page as a whole. @param otherwise what Escape does where nothing is open */
export function useEscapeKey(otherwise: () => void): void {
  useEffect(() => {
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const top = open.at(-1);
      if (top === undefined) otherwise();
      else top.close();
    };
    document.addEventListener('keydown', escape);
    return () => document.removeEventListener('keydown', escape);
  }, []);
}
