import { signal } from '@preact/signals';
import type { ButtonHTMLAttributes } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useEscape } from './escape.ts';

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

/** In pixels, within the window. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** The one that is open, the id of the button that has the focus afterwards, and where it stands: null for beside that. */
const open = signal<(MenuContent & { readonly opener: string; readonly at: Point | null }) | null>(null);

/** Opens one where somebody pointed, such as by a right click; beside its button where that was done by keyboard. */
export function openMenuAt(
  { clientX: x, clientY: y }: Pick<MouseEvent, 'clientX' | 'clientY'>,
  opener: string,
  menu: MenuContent,
): void {
  open.value = { ...menu, opener, at: x === 0 && y === 0 ? null : { x, y } };
}

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
        open.value = { ...menu(), opener: id, at: null };
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
    place(menu.current, shown?.at ?? null, opener);
    items()[0]?.focus();
    const outside = ({ target }: Event): void => {
      if (target instanceof Node && menu.current?.contains(target) !== true) close();
    };
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, [shown]);

  useEscape(shown !== null, leave);

  function key(event: KeyboardEvent): void {
    const all = items();
    const now = all.findIndex((one) => one === document.activeElement);
    const to = MOVES[event.key]?.(now, all.length);
    if (event.key === 'Tab') leave();
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

/** At a point, or else beside its button; within the window, whatever stands where. */
function place(menu: HTMLElement, at: Point | null, opener: HTMLElement): void {
  const button = opener.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.min(at?.x ?? button.right - width, window.innerWidth - width - 8);
  const below = at?.y ?? button.bottom + 4;
  const above = (at?.y ?? button.top - 4) - height;
  const top = below + height > window.innerHeight - 8 ? above : below;
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${Math.max(8, top)}px`;
}
