import { element } from './element.ts';

interface MenuItem {
  readonly label: string;
  readonly choose: () => void;
  /** What can't be taken back. */
  readonly danger?: boolean;
}

interface MenuGroup {
  readonly title: string | null;
  readonly items: readonly MenuItem[];
}

/** Opens beside an element, and gives it the focus back (WAI-ARIA, Menu). */
export function openMenu(at: HTMLElement, label: string, groups: readonly MenuGroup[]): void {
  const buttons: HTMLElement[] = [];
  // A message may be drawn anew meanwhile.
  const around = at.closest('[id]')?.id ?? '';
  const giveBack = (): void => (at.isConnected ? at : document.getElementById(around))?.focus();
  const close = (): void => {
    document.removeEventListener('pointerdown', outside, true);
    menu.remove();
    at.setAttribute('aria-expanded', 'false');
  };
  const outside = (event: Event): void => {
    if (event.target instanceof Node && !menu.contains(event.target)) close();
  };
  const item = ({ label: text, choose, danger = false }: MenuItem): HTMLElement => {
    const button = element('button', {
      type: 'button',
      role: 'menuitem',
      class: danger ? 'danger' : '',
      tabindex: '-1',
      text,
      on: {
        click: () => {
          close();
          giveBack();
          choose();
        },
      },
    });
    buttons.push(button);
    return button;
  };
  const menu = element(
    'div',
    {
      class: 'menu',
      role: 'menu',
      'aria-label': label,
      on: {
        keydown: (event) => {
          const now = buttons.findIndex((one) => one === document.activeElement);
          const to = MOVES[event.key]?.(now, buttons.length);
          if (event.key === 'Escape' || event.key === 'Tab') {
            close();
            giveBack();
          } else if (to === undefined) return;
          else buttons[to]?.focus();
          event.preventDefault();
        },
      },
    },
    ...groups
      .filter(({ items }) => items.length > 0)
      .map(({ title, items }) =>
        element(
          'div',
          { role: 'group', ...(title === null ? {} : { 'aria-label': title }) },
          title === null ? null : element('div', { class: 'list-title', role: 'presentation', text: title }),
          ...items.map(item),
        ),
      ),
  );
  document.body.append(menu);
  place(menu, at);
  at.setAttribute('aria-expanded', 'true');
  document.addEventListener('pointerdown', outside, true);
  buttons[0]?.focus();
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
