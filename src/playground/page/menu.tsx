import { signal } from '@preact/signals';
import type { ButtonHTMLAttributes } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface MenuItem {
  readonly label: string;
  readonly choose: () => void;
  /** What can't be taken back. */
  readonly danger?: boolean;
}

export interface MenuContent {
  readonly label: string;
  readonly groups: readonly { readonly title: string | null; readonly items: readonly MenuItem[] }[];
}

/** The one that is open, and the id of the button beside which it stands. */
const open = signal<(MenuContent & { readonly opener: string }) | null>(null);

/** A button that opens a menu beside itself (WAI-ARIA, Menu Button). */
export function MenuButton({
  id,
  menu,
  ...attributes
}: Omit<ButtonHTMLAttributes, 'id'> & {
  readonly id: string;
  readonly menu: () => MenuContent;
}) {
  return (
    <button
      type="button"
      id={id}
      aria-haspopup="menu"
      aria-expanded={open.value?.opener === id}
      onClick={() => {
        open.value = { ...menu(), opener: id };
      }}
      {...attributes}
    />
  );
}

/** Where the menu stands in the page, when one is open. */
export function Menu() {
  const menu = useRef<HTMLDivElement>(null);
  const shown = open.value;
  const items = (): HTMLElement[] => [
    ...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
  ];
  const close = (): void => {
    open.value = null;
  };
  /** And gives the button the focus back. */
  const leave = (): void => {
    close();
    if (shown !== null) document.getElementById(shown.opener)?.focus();
  };

  useLayoutEffect(() => {
    const opener = shown === null ? null : document.getElementById(shown.opener);
    if (menu.current === null || opener === null) return undefined;
    place(menu.current, opener);
    items()[0]?.focus();
    const outside = ({ target }: Event): void => {
      if (target instanceof Node && menu.current?.contains(target) !== true) close();
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, [shown]);

  function key(event: KeyboardEvent): void {
    const all = items();
    const now = all.findIndex((one) => one === document.activeElement);
    const to = MOVES[event.key]?.(now, all.length);
    if (event.key === 'Escape' || event.key === 'Tab') leave();
    else if (to === undefined) return;
    else all[to]?.focus();
    event.preventDefault();
  }

  if (shown === null) return null;
  return (
    <div ref={menu} class="menu" role="menu" aria-label={shown.label} onKeyDown={key}>
      {shown.groups
        .filter((group) => group.items.length > 0)
        .map(({ title, items: choices }) => (
          <div role="group" aria-label={title ?? undefined}>
            {title === null ? null : (
              <div class="list-title" role="presentation">
                {title}
              </div>
            )}
            {choices.map(({ label, choose, danger = false }) => (
              <button
                type="button"
                role="menuitem"
                class={danger ? 'danger' : ''}
                tabIndex={-1}
                onClick={() => {
                  leave();
                  choose();
                }}
              >
                {label}
              </button>
            ))}
          </div>
        ))}
    </div>
  );
}

const MOVES: Readonly<Record<string, (now: number, count: number) => number>> = {
  ArrowDown: (now, count) => (now + 1) % count,
  ArrowUp: (now, count) => (now - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Within the window, whatever stands where. */
function place(menu: HTMLElement, at: HTMLElement): void {
  const anchor = at.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.min(anchor.right - width, window.innerWidth - width - 8);
  const below = anchor.bottom + 4;
  const top = below + height > window.innerHeight ? anchor.top - height - 4 : below;
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${Math.max(8, top)}px`;
}
