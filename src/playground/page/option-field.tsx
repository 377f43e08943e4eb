import { signal, type Signal } from '@preact/signals';
import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { ATTACHMENT, BOOLEAN, INTEGER, NUMBER } from './command-types.ts';
import { IconButton } from './icon.tsx';
import { comboboxOf, type Listbox } from './listbox.tsx';
import { descriptionOf, nameOf } from './names.ts';
import { readOption, type OptionReading } from './option-reading.ts';
import { useSession, type Session } from './session.ts';
import { optionTargets } from './targets.ts';

/** One option of a command, as it is filled in. */
export interface OptionField {
  readonly option: APIApplicationCommandBasicOption;
  /** Of its control. */
  readonly id: string;
  /** What stands there. */
  readonly text: Signal<string>;
  readonly file: Signal<File | null>;
  /** What was chosen for it: `value` is sent as long as `name` stands there. */
  readonly chosen: Signal<{ readonly name: string; readonly value: string | number } | null>;
  /** What is wrong with it. */
  readonly problem: Signal<string | null>;
}

export function createField(option: APIApplicationCommandBasicOption): OptionField {
  return {
    option,
    id: `option-${option.name}`,
    text: signal(''),
    file: signal(null),
    chosen: signal(null),
    problem: signal(null),
  };
}

export function fillIn({ text, chosen }: OptionField, name: string, value: string | number): void {
  chosen.value = { name, value };
  text.value = name;
}

export function readField({ option, text, file, chosen }: OptionField, session: Session): OptionReading {
  if (option.type === ATTACHMENT) {
    const isMissing = file.value === null && option.required === true;
    return { value: file.value, problem: isMissing ? session.texts.missing : null };
  }
  const value = chosen.value?.name === text.value ? chosen.value.value : text.value;
  return readOption(option, value, optionTargets(option, session), session);
}

/** Whether the bot suggests what to type. */
export function asksBot(option: APIApplicationCommandBasicOption): boolean {
  return 'autocomplete' in option && option.autocomplete;
}

interface Handlers {
  readonly onTyping: () => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onRemove: () => void;
}

export function OptionView({
  field,
  listbox,
  onRemove,
  ...handlers
}: Handlers & { readonly field: OptionField; readonly listbox: Listbox }) {
  const { persona, texts } = useSession();
  const { option, id, problem } = field;
  const required = option.required === true;
  const name = nameOf(option, persona.locale);
  return (
    <div class={problem.value === null ? 'option' : 'option missing'}>
      <label for={id}>{name}</label>
      <Control field={field} listbox={listbox} {...handlers} />
      {required ? null : (
        <IconButton sign="close" label={texts.removeOption(name)} class="remove-option" onClick={onRemove} />
      )}
      <div class="option-hint" id={`${id}-hint`}>
        <strong>{`${name} `}</strong>
        {`${descriptionOf(option, persona.locale)} (${required ? texts.required : texts.optional})`}
        <span class="problem">{problem.value}</span>
      </div>
    </div>
  );
}

/** What an option is filled in with. */
function Control({
  field: { option, id, text, file, problem },
  listbox,
  onTyping,
  ...handlers
}: Omit<Handlers, 'onRemove'> & { readonly field: OptionField; readonly listbox: Listbox }) {
  const session = useSession();
  const { texts, persona } = session;
  const common = {
    ...handlers,
    id,
    'aria-describedby': `${id}-hint`,
    'aria-required': option.required === true,
    'aria-invalid': problem.value !== null,
    onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement | HTMLSelectElement }) => {
      text.value = currentTarget.value;
      onTyping();
    },
  };
  const select = (choices: readonly (readonly [value: string | number, label: string])[]) => (
    <select {...common} value={text.value}>
      <option value="">{texts.choose}</option>
      {choices.map(([value, label]) => (
        <option value={value}>{label}</option>
      ))}
    </select>
  );
  if (option.type === BOOLEAN) {
    return select([
      ['true', texts.yes],
      ['false', texts.no],
    ]);
  }
  if (option.type === ATTACHMENT) {
    return (
      <input
        {...common}
        type="file"
        onInput={({ currentTarget: { files } }) => {
          file.value = files?.[0] ?? null;
          onTyping();
        }}
      />
    );
  }
  if ('choices' in option && option.choices !== undefined && option.choices.length > 0) {
    return select(option.choices.map((choice) => [choice.value, nameOf(choice, persona.locale)]));
  }
  const suggests = asksBot(option) || optionTargets(option, session) !== null;
  return (
    <input
      {...common}
      {...(suggests ? { ...comboboxOf(listbox, id), 'aria-autocomplete': 'list' } : {})}
      type="text"
      autocomplete="off"
      spellcheck={false}
      inputMode={option.type === INTEGER ? 'numeric' : option.type === NUMBER ? 'decimal' : undefined}
      maxLength={'max_length' in option ? option.max_length : undefined}
      value={text.value}
    />
  );
}
