import { batch, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** One line of a list, and what choosing it does. */
interface Choice {
  readonly view: ComponentChildren;
  readonly choose: () => void;
  /** Where several can be taken: whether this one is; absent in all other lists. */
  readonly taken?: boolean;
}

interface OpenListbox {
  /** The id of what it belongs to. */
  readonly owner: string;
  readonly title: string;
  readonly choices: readonly Choice[];
}

/** A list that follows a text field or a button, which keeps the focus (WAI-ARIA, Combobox). */
export type Listbox = ReturnType<typeof createListbox>;

/** @param id of its element */
export function createListbox(id: string) {
  const shown = signal<OpenListbox | null>(null);
  const marked = signal(-1);
  const set = (what: OpenListbox | null, at: number): void =>
    batch(() => {
      shown.value = what;
      marked.value = at;
    });
  const hide = (): void => set(null, -1);
  const move = (by: number): void => {
    const from = marked.value === -1 && by < 0 ? 0 : marked.value;
    const count = shown.value?.choices.length ?? 0;
    marked.value = (from + by + count) % count;
  };
  return {
    id,
    shown,
    marked,
    hide,
    /** @param at which line is marked at first; -1 for none */
    show(what: OpenListbox, at = -1): void {
      if (what.choices.length === 0) hide();
      else set(what, at);
    },
    /** Whether the key was for the list. */
    key(event: { readonly key: string; readonly shiftKey: boolean }): boolean {
      if (shown.value === null) return false;
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
          if (marked.value === -1 || event.shiftKey) return false;
          shown.value.choices[marked.value]?.choose();
          return true;
        }
        default:
          return false;
      }
    },
  };
}

/**
 * What a field or a button says of its list to screen readers. Of no narrower type, since to Preact's types a text of
 * several lines can't have a list.
 */
export function comboboxOf(
  { id, shown, marked }: Listbox,
  owner: string,
): Readonly<Record<string, string | boolean>> {
  const isOpen = shown.value?.owner === owner;
  return {
    role: 'combobox',
    'aria-controls': id,
    'aria-expanded': isOpen,
    ...(isOpen && marked.value !== -1 ? { 'aria-activedescendant': lineId(id, marked.value) } : {}),
  };
}

function lineId(list: string, at: number): string {
  return `${list}-${at}`;
}

export function ListboxView({
  listbox: { id, shown, marked },
  class: className,
}: {
  readonly listbox: Listbox;
  readonly class: string;
}) {
  const list = useRef<HTMLDivElement>(null);
  const { title, choices = [] } = shown.value ?? {};
  const at = marked.value;
  useLayoutEffect(() => list.current?.querySelector('.marked')?.scrollIntoView({ block: 'nearest' }), [at]);
  return (
    <div
      ref={list}
      id={id}
      class={`list ${className}`}
      role="listbox"
      aria-label={title}
      aria-multiselectable={choices.some(({ taken }) => taken !== undefined)}
      hidden={shown.value === null}
    >
      {title === undefined ? null : (
        <div class="list-title" role="presentation">
          {title}
        </div>
      )}
      {choices.map(({ view, choose, taken }, number) => (
        <div
          role="option"
          id={lineId(id, number)}
          class={`line ${taken === undefined ? '' : 'tickable'} ${number === at ? 'marked' : ''}`}
          aria-selected={taken ?? number === at}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => {
            marked.value = number;
          }}
          onClick={choose}
        >
          {view}
        </div>
      ))}
    </div>
  );
}
