import type { APIComponentInLabel, APILabelComponent } from 'discord-api-types/v10';
import type { FieldValue, FieldValues, FormBody } from '../protocol.ts';
import { readFile } from './attached-file.ts';
import {
  CHANNEL_SELECT,
  CHECKBOX,
  CHECKBOX_GROUP,
  FILE_UPLOAD,
  MENTIONABLE_SELECT,
  RADIO_GROUP,
  ROLE_SELECT,
  STRING_SELECT,
  TEXT_INPUT,
  USER_SELECT,
} from './component-types.ts';
import { element, iconButton } from './element.ts';
import { openDialog } from './open-dialog.ts';
import type { Session } from './session.ts';
import { targetsOf, type Target } from './targets.ts';

/** The style of a text input (Components, Component Reference). */
const PARAGRAPH = 2;

interface Field {
  readonly id: string;
  readonly view: HTMLElement;
  readonly value: () => FieldValue | Promise<FieldValue>;
}

/** A form of the bot's in a dialog. Resolves with what was filled in; null where it was left. */
export function askForm({ title, components }: FormBody, session: Session): Promise<FieldValues | null> {
  const { texts } = session;
  const fields = components.map((label) => fieldOf(label, session));
  return new Promise((resolve) => {
    let isSent = false;
    const leave = (): void => dialog.close();
    const dialog = element(
      'dialog',
      { class: 'form', 'aria-labelledby': 'form-title' },
      element(
        'form',
        {
          method: 'dialog',
          on: {
            submit: () => {
              isSent = true;
            },
          },
        },
        element(
          'div',
          { class: 'form-head' },
          element('h2', { id: 'form-title', text: title }),
          iconButton('close', texts.close, leave),
        ),
        element('div', { class: 'form-body' }, ...fields.map(({ view }) => view)),
        element(
          'div',
          { class: 'form-foot' },
          element('button', {
            type: 'button',
            class: 'button secondary',
            text: texts.cancel,
            on: { click: leave },
          }),
          element('button', { type: 'submit', class: 'button primary', text: texts.submit }),
        ),
      ),
    );
    openDialog(dialog, () => resolve(isSent ? readFields(fields) : null));
    dialog.querySelector<HTMLElement>('.form-body :is(input, textarea, select)')?.focus();
  });
}

async function readFields(fields: readonly Field[]): Promise<FieldValues> {
  const read = fields.map(async ({ id, value }) => [id, await value()] as const);
  return Object.fromEntries(await Promise.all(read));
}

function fieldOf(label: APILabelComponent, session: Session): Field {
  const { component } = label;
  const id = `field-${component.custom_id}`;
  const { input, value, many } = controlOf(component, id, session);
  const required = isRequired(component);
  const control = input.querySelector('input, textarea') ?? input;
  if (label.description !== undefined) control.setAttribute('aria-describedby', `${id}-hint`);
  const text = [
    label.label,
    required ? element('span', { class: 'star', 'aria-hidden': 'true', text: ' *' }) : null,
  ] as const;
  const hint =
    label.description === undefined
      ? null
      : element('div', { class: 'muted', id: `${id}-hint`, text: label.description });
  const view = many
    ? element('fieldset', { class: 'field' }, element('legend', {}, ...text), hint, input)
    : element('div', { class: 'field' }, element('label', { for: id }, ...text), hint, input);
  return { id: component.custom_id, view, value };
}

interface Control {
  readonly input: HTMLElement;
  readonly value: Field['value'];
  /** Whether it is a group of several. */
  readonly many: boolean;
}

function controlOf(component: APIComponentInLabel, id: string, session: Session): Control {
  const required = isRequired(component);
  const { texts } = session;
  const { type } = component;
  switch (component.type) {
    case TEXT_INPUT: {
      const { value = '', min_length: least, max_length: most, placeholder, style } = component;
      const limits = { id, required, minlength: least, maxlength: most, placeholder };
      const input =
        style === PARAGRAPH
          ? element('textarea', { ...limits, rows: '5' })
          : element('input', { ...limits, type: 'text', autocomplete: 'off' });
      input.value = value;
      return {
        input: most === undefined ? input : counted(input, most, session),
        value: () => input.value,
        many: false,
      };
    }
    case STRING_SELECT:
      return choices(component.options, { id, texts, ...limitsOf(component) });
    case RADIO_GROUP:
      return choices(component.options, { id, texts, least: required ? 1 : 0, most: 1, inSight: true });
    case CHECKBOX_GROUP:
      return choices(component.options, {
        id,
        texts,
        ...limitsOf(component, component.options.length),
        inSight: true,
      });
    case USER_SELECT:
      return picks(component, targetsOf('user', session), id, session);
    case ROLE_SELECT:
      return picks(component, targetsOf('role', session), id, session);
    case MENTIONABLE_SELECT:
      return picks(component, targetsOf('mentionable', session), id, session);
    case CHANNEL_SELECT:
      return picks(component, targetsOf('channel', session, component.channel_types), id, session);
    case FILE_UPLOAD: {
      const input = element('input', {
        id,
        type: 'file',
        required,
        multiple: (component.max_values ?? 1) > 1,
      });
      return { input, value: () => Promise.all([...(input.files ?? [])].map(readFile)), many: false };
    }
    case CHECKBOX: {
      const input = element('input', { id, type: 'checkbox' });
      input.checked = component.default ?? false;
      return { input, value: () => input.checked, many: false };
    }
    default:
      return {
        input: element('div', { class: 'muted', text: texts.unshown(type) }),
        value: () => [],
        many: true,
      };
  }
}

interface Option {
  readonly label: string;
  readonly value: string;
  readonly description?: string | undefined;
  readonly default?: boolean | undefined;
}

type Picks = Extract<APIComponentInLabel, { default_values?: unknown }>;

/** Of people, roles or channels. */
function picks(component: Picks, targets: readonly Target[], id: string, { texts }: Session): Control {
  const chosen = (component.default_values ?? []).map((one) => one.id);
  const options = targets.map((target) => ({
    label: target.label,
    value: target.id,
    default: chosen.includes(target.id),
  }));
  return choices(options, { id, texts, ...limitsOf(component), inSight: true });
}

/** How many may be chosen. */
function limitsOf(
  component: Extract<APIComponentInLabel, { max_values?: unknown }>,
  all = 1,
): { readonly least: number; readonly most: number } {
  const least = isRequired(component) ? Math.max(1, component.min_values ?? 1) : 0;
  return { least, most: component.max_values ?? all };
}

/** A menu, or where several may be taken or all are to be in sight, a group of boxes. */
function choices(
  options: readonly Option[],
  how: {
    readonly id: string;
    readonly texts: Session['texts'];
    readonly least: number;
    readonly most: number;
    readonly inSight?: boolean;
  },
): Control {
  const { id, texts, least, most, inSight = false } = how;
  const required = least > 0;
  if (most === 1 && !inSight) {
    const select = element(
      'select',
      { id, required },
      required && options.some((one) => one.default === true)
        ? null
        : element('option', { value: '', text: '—' }),
      ...options.map((one) =>
        element('option', { value: one.value, text: one.label, selected: one.default === true }),
      ),
    );
    return { input: select, value: () => (select.value === '' ? [] : [select.value]), many: false };
  }
  const boxes = options.map((one) => {
    const box = element('input', {
      type: most === 1 && required ? 'radio' : 'checkbox',
      name: id,
      value: one.value,
    });
    box.checked = one.default ?? false;
    return box;
  });
  const ticked = () => boxes.filter(({ checked }) => checked);
  const limit = (): void => {
    for (const box of boxes)
      box.disabled = box.type === 'checkbox' && !box.checked && ticked().length >= most;
    boxes[0]?.setCustomValidity(ticked().length < least ? texts.chooseAtLeast(least) : '');
  };
  const group = element(
    'div',
    { class: 'boxes', on: { change: limit } },
    ...options.map((one, at) =>
      element(
        'label',
        { class: 'box' },
        boxes[at] ?? null,
        element(
          'span',
          {},
          one.label,
          one.description === undefined ? null : element('small', { class: 'muted', text: one.description }),
        ),
      ),
    ),
  );
  limit();
  return { input: group, value: () => ticked().map(({ value }) => value), many: true };
}

function counted(
  input: HTMLInputElement | HTMLTextAreaElement,
  most: number,
  { texts }: Session,
): HTMLElement {
  const counter = element('span', { class: 'counter muted', 'aria-hidden': 'true' });
  const count = (): void => {
    counter.textContent = String(most - input.value.length);
    counter.title = texts.counter(input.value.length, most);
  };
  input.addEventListener('input', count);
  count();
  return element('div', { class: 'counted' }, input, counter);
}

function isRequired(component: APIComponentInLabel): boolean {
  return component.type !== CHECKBOX && (component.required ?? true);
}
