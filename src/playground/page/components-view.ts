import type {
  APIButtonComponent,
  APIMessage,
  APIMessageTopLevelComponent,
  APIStringSelectComponent,
} from 'discord-api-types/v10';
import { element } from './element.ts';
import { icon } from './icon.ts';
import { createListbox } from './listbox.ts';

/** Discord's numbers for what the page shows (Components, Component Reference). */
const ACTION_ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;

const BUTTON_STYLES: Readonly<Record<number, string>> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
  5: 'secondary',
};
const LINK = 5;

/** A button was pressed, or something chosen in a menu. */
export type Press = (customId: string, values?: readonly string[]) => void;

export function componentsView(message: APIMessage, press: Press): readonly HTMLElement[] {
  return (message.components ?? []).map((row, at) => rowView(row, `${message.id}-${at}`, press));
}

function rowView(row: APIMessageTopLevelComponent, id: string, press: Press): HTMLElement {
  const view = element('div', { class: 'row' });
  if (row.type !== ACTION_ROW) return unknownView(row.type);
  for (const component of row.components) {
    if (component.type === BUTTON) view.append(buttonView(component, press));
    else if (component.type === STRING_SELECT) view.append(selectView(component, id, press));
    else view.append(unknownView(component.type));
  }
  return view;
}

function unknownView(type: number): HTMLElement {
  return element('div', { class: 'muted', text: `(component of type ${type}: not shown here)` });
}

function buttonView(button: APIButtonComponent, press: Press): HTMLElement {
  const label = 'label' in button ? (button.label ?? '') : '';
  const looks = `button ${BUTTON_STYLES[button.style] ?? 'secondary'}`;
  if (button.style === LINK && 'url' in button) {
    return element('a', {
      class: looks,
      href: button.url,
      target: '_blank',
      rel: 'noreferrer',
      text: `${label} ↗`,
    });
  }
  const customId = 'custom_id' in button ? button.custom_id : '';
  return element('button', {
    type: 'button',
    class: looks,
    text: label,
    disabled: button.disabled === true,
    'data-custom-id': customId,
    on: { click: () => press(customId) },
  });
}

/** A menu of which one line is taken. */
function selectView(select: APIStringSelectComponent, id: string, press: Press): HTMLElement {
  const { placeholder = '', options, custom_id: customId, disabled = false } = select;
  const chosen = options.findIndex((option) => option.default === true);
  const label = options[chosen]?.label ?? placeholder;
  const list = element('div', { class: 'list select-list', role: 'listbox', id: `list-${id}`, hidden: true });
  const field = element(
    'button',
    {
      type: 'button',
      class: 'select',
      role: 'combobox',
      'aria-haspopup': 'listbox',
      'aria-controls': list.id,
      'aria-expanded': 'false',
      'aria-label': label,
      'data-custom-id': customId,
      disabled,
      on: {
        click: () => (listbox.isOpen ? listbox.hide() : open()),
        blur: () => listbox.hide(),
        keydown: (event) => {
          if (listbox.isOpen ? listbox.key(event) || event.key === 'Enter' : opens(event))
            event.preventDefault();
        },
      },
    },
    element('span', { class: chosen === -1 ? 'muted' : '', text: label }),
    icon('down'),
  );
  const listbox = createListbox(list, () => field);
  const open = (): void => {
    // Upwards where there is more room: what hangs out of the channel can't be seen.
    const { top, bottom } = field.getBoundingClientRect();
    list.classList.toggle('above', top > window.innerHeight - bottom);
    listbox.show(
      label,
      options.map((option) => ({
        view: [
          element('div', { text: option.label }),
          ...(option.description === undefined
            ? []
            : [element('div', { class: 'muted', text: option.description })]),
        ],
        choose: () => {
          listbox.hide();
          press(customId, [option.value]);
        },
      })),
      Math.max(0, chosen),
    );
  };
  const opens = (event: KeyboardEvent): boolean => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return false;
    open();
    return true;
  };
  return element('div', { class: 'select-field' }, field, list);
}
