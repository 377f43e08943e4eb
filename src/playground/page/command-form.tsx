import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { OptionValues } from '../protocol.ts';
import { readFile } from './attached-file.ts';
import { pathOf, type CommandChoice } from './command-choices.ts';
import { ATTACHMENT } from './command-types.ts';
import type { OpenForm } from './drafts.ts';
import { useEscape } from './escape.ts';
import { focusOn } from './focus.ts';
import { IconButton } from './icon.tsx';
import type { Listbox } from './listbox.tsx';
import { descriptionOf, nameOf } from './names.ts';
import { asksBot, createField, fillIn, OptionView, readField, type OptionField } from './option-field.tsx';
import { useSession, type Session } from './session.ts';
import { optionTargets, targetsMatching } from './targets.ts';

/** What is sent of a field, or what is wrong with it. */
async function readWithFile(
  field: OptionField,
  session: Session,
): Promise<{
  readonly field: OptionField;
  readonly value: OptionValues[string] | null;
  readonly problem: string | null;
}> {
  const { value, problem } = readField(field, session);
  if (!(value instanceof File)) return { field, value, problem };
  try {
    return { field, value: await readFile(value), problem };
  } catch {
    return { field, value: null, problem: session.texts.unreadable };
  }
}

/** Those that have to be filled in; what was typed behind the name belongs to the first option, required or not. */
export function firstFields({ options }: CommandChoice, rest: string): readonly OptionField[] {
  const required = options.filter((option) => option.required === true);
  const shown = required.length === 0 && rest.trim() !== '' ? options.slice(0, 1) : required;
  const fields = shown.map(createField);
  const [first] = fields;
  if (first !== undefined && rest !== '' && first.option.type !== ATTACHMENT) fillIn(first, rest, rest);
  return fields;
}

/** While somebody types, the bot is asked at most this often, in milliseconds. */
const TYPING_PAUSE = 120;

/** The id of its button. */
const SEND = 'send-command';

/** A command whose options are being filled in, in place of the message box. */
export function CommandForm({
  choice,
  fields,
  listbox,
  onSend,
  onCancel,
}: {
  readonly choice: CommandChoice;
  readonly fields: OpenForm['fields'];
  readonly listbox: Listbox;
  readonly onSend: (values: OptionValues) => void;
  readonly onCancel: () => void;
}) {
  const session = useSession();
  const { texts, persona } = session;
  const asked = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useLayoutEffect(() => {
    focusFirst(fields.value[0]);
    return stopSuggesting;
  }, []);

  useEscape(true, onCancel);

  /** Until somebody types again; what is still on its way would open the list again. */
  function stopSuggesting(): void {
    clearTimeout(timer.current);
    asked.current += 1;
    listbox.hide();
  }

  /** Without the field that is being typed in, and without files: the bot suggests nothing by them. */
  const valuesOf = (without: OptionField): OptionValues =>
    Object.fromEntries(
      fields.value.flatMap((field) => {
        const value = field === without ? null : readField(field, session).value;
        return value === null || value instanceof File ? [] : [[field.option.name, value]];
      }),
    );

  function suggest(
    field: OptionField,
    choices: readonly { readonly name: string; readonly value: string | number }[],
  ): void {
    listbox.show({
      owner: field.id,
      title: texts.choices(nameOf(field.option, persona.locale)),
      choices: choices.map(({ name, value }) => ({
        view: name,
        choose: () => {
          fillIn(field, name, value);
          field.problem.value = null;
          stopSuggesting();
        },
      })),
    });
  }

  /** What the bot suggests for what stands there so far; what comes too late is dropped. */
  async function askBot(field: OptionField): Promise<void> {
    if (!asksBot(field.option)) return;
    const number = (asked.current += 1);
    const result = await session.act({
      kind: 'typing',
      command: choice.command,
      ...pathOf(choice),
      values: valuesOf(field),
      focused: field.option.name,
      typed: field.text.value,
    });
    if (number !== asked.current || document.activeElement?.id !== field.id || result === null) return;
    suggest(field, result.choices);
  }

  function typing(field: OptionField): void {
    field.problem.value = null;
    const targets = optionTargets(field.option, session);
    if (targets !== null) {
      const found = targetsMatching(targets, field.text.value);
      suggest(
        field,
        found.map(({ id, label }) => ({ name: label, value: id })),
      );
    }
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void askBot(field), TYPING_PAUSE);
  }

  async function submit(): Promise<void> {
    const readings = await Promise.all(fields.value.map((field) => readWithFile(field, session)));
    const wrong = readings.find(({ problem }) => problem !== null);
    if (wrong !== undefined) {
      document.getElementById(wrong.field.id)?.focus();
      // The list would hide what is wrong.
      stopSuggesting();
      session.announce(wrong.problem ?? '');
    }
    for (const { field, problem } of readings) field.problem.value = problem;
    if (wrong !== undefined) return;
    onSend(
      Object.fromEntries(
        readings.flatMap(({ field, value }) => (value === null ? [] : [[field.option.name, value]])),
      ),
    );
  }

  function key(event: KeyboardEvent, field: OptionField): void {
    if (listbox.key(event)) event.preventDefault();
    else if (event.key === 'Enter') {
      event.preventDefault();
      void submit();
    } else if (event.key === 'Backspace' && field.text.value === '' && field.file.value === null) {
      event.preventDefault();
      if (field.option.required === true) onCancel();
      else remove(field);
    }
  }

  function add(option: APIApplicationCommandBasicOption): void {
    const field = createField(option);
    fields.value = [...fields.value, field];
    focusOn(field.id);
  }

  function remove(field: OptionField): void {
    fields.value = fields.value.filter((one) => one !== field);
    focusFirst(fields.value.at(-1));
  }

  const left = choice.options.filter((option) => !fields.value.some((field) => field.option === option));
  return (
    <div id="command-form" class="box-line command-form" role="group" aria-label={`/${choice.title}`}>
      <div class="options">
        <span class="command-name" title={choice.description}>{`/${choice.title}`}</span>
        {fields.value.map((field) => (
          <OptionView
            key={field.id}
            field={field}
            listbox={listbox}
            onTyping={() => typing(field)}
            onFocus={() => {
              listbox.hide();
              typing(field);
            }}
            onBlur={listbox.hide}
            onKeyDown={(event) => key(event, field)}
            onRemove={() => remove(field)}
          />
        ))}
        {left.map((option) => {
          const name = nameOf(option, persona.locale);
          return (
            <button
              key={option.name}
              type="button"
              class="add-option"
              aria-label={texts.addOption(name)}
              title={descriptionOf(option, persona.locale)}
              onClick={() => add(option)}
            >
              {`+ ${name}`}
            </button>
          );
        })}
      </div>
      <IconButton sign="close" label={texts.cancelCommand} class="cancel-command" onClick={onCancel} />
      <IconButton sign="send" label={texts.send} id={SEND} class="send" onClick={() => void submit()} />
    </div>
  );
}

/** The field, or where there is none, the button that sends the command off. */
function focusFirst(field: OptionField | undefined): void {
  focusOn(field?.id ?? SEND);
}
