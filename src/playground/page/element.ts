import { icon, type IconName } from './icon.ts';

type Child = Node | string | null;

type Listeners = { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

interface Attributes {
  readonly class?: string;
  readonly text?: string;
  readonly on?: Listeners;
  /** Set as they are named; `true` is an empty one, `false` and `undefined` none. */
  readonly [attribute: string]: string | number | boolean | undefined | Listeners;
}

/** Those that the page listens to. */
const EVENTS = [
  'click',
  'blur',
  'keydown',
  'mousedown',
  'mousemove',
  'contextmenu',
  'change',
  'submit',
] as const;

/** Makes an element. Texts only ever become text nodes: nothing that anybody wrote is read as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  const { class: className, text, on, ...rest } = attributes;
  if (className !== undefined) made.className = className;
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(rest)) {
    if (value === true) made.setAttribute(name, '');
    else if (typeof value === 'string' || typeof value === 'number') made.setAttribute(name, String(value));
  }
  if (on !== undefined) for (const event of EVENTS) listen(made, event, on);
  made.append(...children.filter((child) => child !== null));
  return made;
}

// K pairs the event with its listener.
// oxlint-disable-next-line no-unnecessary-type-parameters
function listen<K extends keyof HTMLElementEventMap>(to: HTMLElement, event: K, listeners: Listeners): void {
  const listener: Listeners[K] = listeners[event];
  if (listener !== undefined) to.addEventListener(event, listener);
}

/** An element that stands in the page's HTML. */
export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no #${id}.`);
  return found;
}

/** A button that says what it does, though it shows only a sign. */
export function iconButton(
  sign: IconName,
  label: string,
  onClick: () => void,
  className = '',
): HTMLButtonElement {
  return element(
    'button',
    {
      type: 'button',
      class: `icon ${className}`.trim(),
      'aria-label': label,
      title: label,
      on: { click: onClick },
    },
    icon(sign),
  );
}
