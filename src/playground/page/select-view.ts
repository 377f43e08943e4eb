import type { APISelectMenuComponent } from 'discord-api-types/v10';
import { MENTIONABLE_SELECT, ROLE_SELECT, STRING_SELECT, USER_SELECT } from './component-types.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';
import { createListbox } from './listbox.ts';
import type { Session } from './session.ts';
import { targetsOf } from './targets.ts';

interface Line {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
}

/** A menu of which one line or several are taken. Several are sent when the list is closed, as on Discord. */
export function selectView(
  select: APISelectMenuComponent,
  id: string,
  session: Session,
  send: (values: readonly string[]) => void,
): HTMLElement {
  const { texts } = session;
  const { min_values: least = 1, max_values: most = 1, custom_id: customId, disabled = false } = select;
  const placeholder = select.placeholder ?? texts.selection;
  const lines = linesOf(select, session);
  const several = most > 1;
  let taken = defaultsOf(select);
  /** What was sent last, or stood there at first. */
  let sent = taken;

  const list = element('div', { class: 'list select-list', role: 'listbox', id: `list-${id}`, hidden: true });
  const text = element('span');
  const field = element(
    'button',
    {
      type: 'button',
      class: 'select',
      role: 'combobox',
      'aria-haspopup': 'listbox',
      'aria-controls': list.id,
      'aria-expanded': 'false',
      'data-custom-id': customId,
      disabled,
      on: {
        click: () => (listbox.isOpen ? close() : open()),
        blur: () => close(),
        keydown: (event) => {
          if (key(event)) event.preventDefault();
        },
      },
    },
    text,
    icon('down'),
  );
  const listbox = createListbox(list, () => field);

  const label = (): void => {
    const labels = lines.filter(({ value }) => taken.includes(value)).map((line) => line.label);
    text.textContent = labels.join(', ') || placeholder;
    text.className = labels.length === 0 ? 'muted' : '';
    field.setAttribute('aria-label', [placeholder, ...labels].join(', '));
  };

  function open(): void {
    // Upwards where there is more room: what hangs out of the channel can't be seen.
    const { top, bottom } = field.getBoundingClientRect();
    list.classList.toggle('above', top > window.innerHeight - bottom);
    show(
      Math.max(
        0,
        lines.findIndex(({ value }) => taken.includes(value)),
      ),
    );
  }

  function show(marked: number): void {
    const limits = several
      ? ` · ${texts.chooseSome(least, Math.min(most, lines.length))}; ${texts.sentWhenClosed}`
      : '';
    listbox.show(
      placeholder + limits,
      lines.map(({ value, label: name, description }, at) => ({
        view: [
          element('div', { text: name }),
          ...(description === undefined ? [] : [element('div', { class: 'muted', text: description })]),
        ],
        ...(several ? { taken: taken.includes(value) } : {}),
        choose: () => (several ? toggle(value, at) : takeOne(value)),
      })),
      marked,
    );
  }

  function toggle(value: string, at: number): void {
    if (taken.includes(value)) taken = taken.filter((one) => one !== value);
    else if (taken.length < most) taken = [...taken, value];
    label();
    show(at);
  }

  /** Taking it again leaves it, where nothing needs to be taken. */
  function takeOne(value: string): void {
    taken = least === 0 && taken.includes(value) ? [] : [value];
    sent = taken;
    label();
    listbox.hide();
    send(taken);
  }

  function close(): void {
    if (!listbox.isOpen) return;
    listbox.hide();
    if (!several || taken.join() === sent.join()) return;
    if (taken.length < least) taken = sent;
    else {
      sent = taken;
      send(taken);
    }
    label();
  }

  function key(event: KeyboardEvent): boolean {
    if (!listbox.isOpen) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return false;
      open();
      return true;
    }
    switch (event.key) {
      case 'Tab':
        // The focus goes on, and with it the list.
        return false;
      case 'Escape':
        close();
        return true;
      case ' ':
        return listbox.key(new KeyboardEvent('keydown', { key: 'Enter' }));
      default:
        return listbox.key(event) || event.key === 'Enter';
    }
  }

  label();
  return element('div', { class: 'select-field' }, field, list);
}

function linesOf(select: APISelectMenuComponent, session: Session): readonly Line[] {
  switch (select.type) {
    case STRING_SELECT:
      return select.options;
    case USER_SELECT:
      return targetsOf('user', session).map(lineOf);
    case ROLE_SELECT:
      return targetsOf('role', session).map(lineOf);
    case MENTIONABLE_SELECT:
      return targetsOf('mentionable', session).map(lineOf);
    default: {
      const types = 'channel_types' in select ? select.channel_types : undefined;
      return targetsOf('channel', session, types).map(lineOf);
    }
  }
}

function lineOf({ id, label }: { readonly id: string; readonly label: string }): Line {
  return { value: id, label };
}

function defaultsOf(select: APISelectMenuComponent): readonly string[] {
  return select.type === STRING_SELECT
    ? select.options.filter((option) => option.default === true).map(({ value }) => value)
    : (select.default_values ?? []).map(({ id }) => id);
}
