import { useSignal } from '@preact/signals';
import type {
  APIComponentInLabel,
  APIFileUploadComponent,
  APILabelComponent,
  APITextInputComponent,
} from 'discord-api-types/v10';
import { useLayoutEffect, useRef } from 'preact/hooks';
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
import { isRequired } from './form-fields.ts';
import { useSession } from './session.ts';
import { targetsOf, type Target } from './targets.ts';

/** A field of a form, with its label and what is said about it. */
export function Field({ label: { label, description, component } }: { readonly label: APILabelComponent }) {
  const id = `field-${component.custom_id}`;
  const text = (
    <>
      {label}
      {isRequired(component) ? (
        <span class="star" aria-hidden="true">
          {' *'}
        </span>
      ) : null}
    </>
  );
  const hint =
    description === undefined ? null : (
      <div class="muted" id={`${id}-hint`}>
        {description}
      </div>
    );
  const hintId = hint === null ? undefined : `${id}-hint`;
  const control = <Control component={component} id={id} hintId={hintId} />;
  return isGroup(component) ? (
    <fieldset class="field" aria-describedby={hintId}>
      <legend>{text}</legend>
      {hint}
      {control}
    </fieldset>
  ) : (
    <div class="field">
      <label for={id}>{text}</label>
      {hint}
      {control}
    </div>
  );
}

interface ControlProps<T> {
  readonly component: T;
  readonly id: string;
  /** Of what is said about it. */
  readonly hintId: string | undefined;
}

function Control({ component, id, hintId }: ControlProps<APIComponentInLabel>) {
  const session = useSession();
  const { type } = component;
  const name = component.custom_id;
  const pick = (targets: readonly Target[], chosen: readonly { readonly id: string }[] = []) => (
    <Choices
      name={name}
      {...limitsOf(component)}
      options={targets.map(({ id: value, label }) => ({
        label,
        value,
        default: chosen.some((one) => one.id === value),
      }))}
    />
  );
  switch (component.type) {
    case TEXT_INPUT:
      return <TextInput component={component} id={id} hintId={hintId} />;
    case STRING_SELECT:
      return limitsOf(component).most === 1 ? (
        <select id={id} name={name} required={isRequired(component)} aria-describedby={hintId}>
          {isRequired(component) && component.options.some((one) => one.default === true) ? null : (
            <option value="">—</option>
          )}
          {component.options.map((one) => (
            <option value={one.value} selected={one.default === true}>
              {one.label}
            </option>
          ))}
        </select>
      ) : (
        <Choices name={name} {...limitsOf(component)} options={component.options} />
      );
    case RADIO_GROUP:
    case CHECKBOX_GROUP:
      return <Choices name={name} {...limitsOf(component)} options={component.options} />;
    case USER_SELECT:
      return pick(targetsOf('user', session), component.default_values);
    case ROLE_SELECT:
      return pick(targetsOf('role', session), component.default_values);
    case MENTIONABLE_SELECT:
      return pick(targetsOf('mentionable', session), component.default_values);
    case CHANNEL_SELECT:
      return pick(targetsOf('channel', session, component.channel_types), component.default_values);
    case FILE_UPLOAD:
      return <FileInput component={component} id={id} hintId={hintId} />;
    case CHECKBOX:
      return (
        <input
          id={id}
          name={name}
          type="checkbox"
          defaultChecked={component.default ?? false}
          aria-describedby={hintId}
        />
      );
    default:
      return <div class="muted">{session.texts.unshown(type)}</div>;
  }
}

/** Whether it is shown as a group of boxes, all in sight. */
function isGroup(component: APIComponentInLabel): boolean {
  switch (component.type) {
    case TEXT_INPUT:
    case FILE_UPLOAD:
    case CHECKBOX:
      return false;
    case STRING_SELECT:
      return limitsOf(component).most > 1;
    default:
      return true;
  }
}

interface Limits {
  readonly least: number;
  readonly most: number;
}

/** How many may be chosen. */
function limitsOf(component: APIComponentInLabel): Limits {
  const { min_values: least = 1, max_values: most } =
    'min_values' in component || 'max_values' in component ? component : {};
  const all = component.type === CHECKBOX_GROUP ? component.options.length : 1;
  return { least: isRequired(component) ? Math.max(1, least) : 0, most: most ?? all };
}

/** The style of a text input (Components, Component Reference). */
const PARAGRAPH = 2;

function TextInput({ component, id, hintId }: ControlProps<APITextInputComponent>) {
  const { texts } = useSession();
  const { custom_id: name, value = '', min_length: least, max_length: most, placeholder, style } = component;
  const length = useSignal(value.length);
  const attributes = {
    id,
    name,
    required: isRequired(component),
    minLength: least,
    maxLength: most,
    placeholder,
    defaultValue: value,
    'aria-describedby': hintId,
    onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      length.value = currentTarget.value.length;
    },
  };
  const input =
    style === PARAGRAPH ? (
      <textarea {...attributes} rows={5} />
    ) : (
      <input {...attributes} type="text" autocomplete="off" />
    );
  if (most === undefined) return input;
  return (
    <div class="counted">
      {input}
      <span class="counter muted" aria-hidden="true" title={texts.counter(length.value, most)}>
        {most - length.value}
      </span>
    </div>
  );
}

function FileInput({ component, id, hintId }: ControlProps<APIFileUploadComponent>) {
  return (
    <input
      id={id}
      name={component.custom_id}
      type="file"
      required={isRequired(component)}
      multiple={(component.max_values ?? 1) > 1}
      aria-describedby={hintId}
    />
  );
}

interface Option {
  readonly label: string;
  readonly value: string;
  readonly description?: string | undefined;
  readonly default?: boolean | undefined;
}

function Choices({
  options,
  name,
  least,
  most,
}: Limits & { readonly options: readonly Option[]; readonly name: string }) {
  const { texts } = useSession();
  const boxes = useRef<HTMLDivElement>(null);
  const ticked = useSignal<readonly string[]>(
    options.filter((one) => one.default === true).map(({ value }) => value),
  );
  const isRadio = most === 1 && least > 0;
  useLayoutEffect(() => {
    const problem = ticked.value.length < least ? texts.chooseAtLeast(least) : '';
    boxes.current?.querySelector('input')?.setCustomValidity(problem);
  });
  return (
    <div ref={boxes} class="boxes">
      {options.map(({ label, value, description }) => {
        const isTicked = ticked.value.includes(value);
        return (
          <label class="box">
            <input
              type={isRadio ? 'radio' : 'checkbox'}
              name={name}
              value={value}
              checked={isTicked}
              disabled={!isRadio && !isTicked && ticked.value.length >= most}
              onChange={({ currentTarget: { checked } }) => {
                const others = isRadio ? [] : ticked.value.filter((one) => one !== value);
                ticked.value = checked ? [...others, value] : others;
              }}
            />
            <span>
              {label}
              {description === undefined ? null : <small class="muted">{description}</small>}
            </span>
          </label>
        );
      })}
    </div>
  );
}
