import { signal, useSignal } from '@preact/signals';
import type { APISelectMenuComponent } from 'discord-api-types/v10';
import { useMemo } from 'preact/hooks';
import { MENTIONABLE_SELECT, ROLE_SELECT, STRING_SELECT, USER_SELECT } from './component-types.ts';
import { Icon } from './icon.tsx';
import { comboboxOf, createListbox, ListboxView } from './listbox.tsx';
import { useSession, type Session } from './session.ts';
import { targetsOf } from './targets.ts';

interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
}

/** A menu of which one line or several are taken. Several are sent when the list is closed, as on Discord. */
export function Select({
  select,
  id,
  isPressed,
  onChoose,
}: {
  readonly select: APISelectMenuComponent;
  readonly id: string;
  /** Whether what was chosen isn't done yet. */
  readonly isPressed: boolean;
  readonly onChoose: (values: readonly string[]) => void;
}) {
  const session = useSession();
  const { texts } = session;
  const { min_values: least = 1, max_values: most = 1, disabled = false } = select;
  const placeholder = select.placeholder ?? texts.selection;
  const lines = optionsOf(select, session);
  const several = most > 1;
  // What the bot sends anew begins anew.
  const { listbox, taken, sent } = useMemo(() => {
    const defaults = defaultsOf(select);
    return { listbox: createListbox(`list-${id}`), taken: signal(defaults), sent: signal(defaults) };
  }, [select]);
  const isAbove = useSignal(false);
  const labels = lines.filter(({ value }) => taken.value.includes(value)).map(({ label }) => label);

  function open(field: Element): void {
    // Upwards where there is more room: what hangs out of the channel can't be seen.
    const { top, bottom } = field.getBoundingClientRect();
    isAbove.value = top > window.innerHeight - bottom;
    show(
      Math.max(
        0,
        lines.findIndex(({ value }) => taken.value.includes(value)),
      ),
    );
  }

  function show(marked: number): void {
    const limits = several
      ? ` · ${texts.chooseSome(least, Math.min(most, lines.length))}; ${texts.sentWhenClosed}`
      : '';
    const choices = lines.map(({ value, label, description }, at) => ({
      view: (
        <>
          <div>{label}</div>
          {description === undefined ? null : <div class="muted">{description}</div>}
        </>
      ),
      ...(several ? { taken: taken.value.includes(value) } : {}),
      choose: () => (several ? toggle(value, at) : takeOne(value)),
    }));
    listbox.show({ owner: id, title: placeholder + limits, choices }, marked);
  }

  function toggle(value: string, at: number): void {
    if (taken.value.includes(value)) taken.value = taken.value.filter((one) => one !== value);
    else if (taken.value.length < most) taken.value = [...taken.value, value];
    show(at);
  }

  function send(values: readonly string[]): void {
    taken.value = values;
    sent.value = values;
    onChoose(values);
  }

  /** Taking it again leaves it, where nothing needs to be taken. */
  function takeOne(value: string): void {
    listbox.hide();
    send(least === 0 && taken.value.includes(value) ? [] : [value]);
  }

  function close(): void {
    if (listbox.shown.value === null) return;
    listbox.hide();
    if (!several || taken.value.join() === sent.value.join()) return;
    if (taken.value.length < least) taken.value = sent.value;
    else send(taken.value);
  }

  function key(event: KeyboardEvent & { readonly currentTarget: Element }): boolean {
    if (listbox.shown.value === null) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return false;
      open(event.currentTarget);
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
        return listbox.key({ key: 'Enter', shiftKey: false });
      default:
        return listbox.key(event) || event.key === 'Enter';
    }
  }

  return (
    <div class="select-field">
      <button
        type="button"
        id={id}
        class={isPressed ? 'select pressed' : 'select'}
        {...comboboxOf(listbox, id)}
        aria-haspopup="listbox"
        aria-label={[placeholder, ...labels].join(', ')}
        disabled={disabled}
        onClick={({ currentTarget }) => (listbox.shown.value === null ? open(currentTarget) : close())}
        onBlur={close}
        onKeyDown={(event) => {
          if (key(event)) event.preventDefault();
        }}
      >
        <span class={labels.length === 0 ? 'muted' : ''}>{labels.join(', ') || placeholder}</span>
        <Icon name="down" />
      </button>
      <ListboxView listbox={listbox} class={isAbove.value ? 'select-list above' : 'select-list'} />
    </div>
  );
}

function optionsOf(select: APISelectMenuComponent, session: Session): readonly SelectOption[] {
  const optionsFor = (targets: ReturnType<typeof targetsOf>): readonly SelectOption[] =>
    targets.map(({ id, label }) => ({ value: id, label }));
  switch (select.type) {
    case STRING_SELECT:
      return select.options;
    case USER_SELECT:
      return optionsFor(targetsOf('user', session));
    case ROLE_SELECT:
      return optionsFor(targetsOf('role', session));
    case MENTIONABLE_SELECT:
      return optionsFor(targetsOf('mentionable', session));
    default:
      return optionsFor(targetsOf('channel', session, 'channel_types' in select ? select.channel_types : []));
  }
}

function defaultsOf(select: APISelectMenuComponent): readonly string[] {
  return select.type === STRING_SELECT
    ? select.options.filter((option) => option.default === true).map(({ value }) => value)
    : (select.default_values ?? []).map(({ id }) => id);
}
