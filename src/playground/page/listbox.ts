import { element } from './element.ts';

/** One line of a list, and what choosing it does. */
export interface Choice {
  readonly view: readonly (Node | string)[];
  readonly choose: () => void;
  /** Where several can be taken: whether this one is; absent in all other lists. */
  readonly taken?: boolean;
}

/** A list that follows a text field or a button, which keeps the focus (WAI-ARIA, Combobox). */
export interface Listbox {
  readonly isOpen: boolean;
  /** @param chosen which is marked at first; -1 for none */
  show(title: string, choices: readonly Choice[], chosen?: number): void;
  hide(): void;
  /** Whether the key was for the list. */
  key(event: KeyboardEvent): boolean;
}

/**
 * @param list stands in the page already
 * @param owner tells screen readers which line is marked
 */
export function createListbox(list: HTMLElement, owner: () => HTMLElement): Listbox {
  let shown: readonly Choice[] = [];
  let marked = -1;

  const mark = (at: number): void => {
    marked = at;
    const lines = list.querySelectorAll<HTMLElement>('[role=option]');
    for (const [number, line] of lines.entries()) {
      line.classList.toggle('marked', number === at);
      line.setAttribute('aria-selected', String(shown[number]?.taken ?? number === at));
    }
    const line = lines[at];
    if (line === undefined) owner().removeAttribute('aria-activedescendant');
    else {
      owner().setAttribute('aria-activedescendant', line.id);
      line.scrollIntoView({ block: 'nearest' });
    }
  };
  const hide = (): void => {
    shown = [];
    marked = -1;
    list.hidden = true;
    list.replaceChildren();
    owner().removeAttribute('aria-activedescendant');
    owner().setAttribute('aria-expanded', 'false');
  };
  const move = (by: number): void => {
    const from = marked === -1 && by < 0 ? 0 : marked;
    mark((from + by + shown.length) % shown.length);
  };

  return {
    get isOpen() {
      return !list.hidden;
    },
    show(title, choices, chosen = -1) {
      if (choices.length === 0) return hide();
      shown = choices;
      list.setAttribute('aria-label', title);
      const several = choices.some(({ taken }) => taken !== undefined);
      list.setAttribute('aria-multiselectable', String(several));
      list.replaceChildren(
        element('div', { class: 'list-title', role: 'presentation', text: title }),
        ...choices.map(({ view, choose, taken }, at) =>
          element(
            'div',
            {
              role: 'option',
              id: `${list.id}-${at}`,
              class: taken === undefined ? 'line' : 'line tickable',
              'aria-selected': 'false',
              on: {
                // The field keeps the focus.
                mousedown: (event) => event.preventDefault(),
                mousemove: () => {
                  if (marked !== at) mark(at);
                },
                click: choose,
              },
            },
            ...view,
          ),
        ),
      );
      list.hidden = false;
      owner().setAttribute('aria-expanded', 'true');
      mark(chosen);
    },
    hide,
    key(event) {
      if (list.hidden) return false;
      switch (event.key) {
        case 'ArrowDown':
          move(1);
          return true;
        case 'ArrowUp':
          move(-1);
          return true;
        case 'Escape':
          hide();
          return true;
        case 'Enter':
        case 'Tab': {
          if (marked === -1 || event.shiftKey) return false;
          shown[marked]?.choose();
          return true;
        }
        default:
          return false;
      }
    },
  };
}
