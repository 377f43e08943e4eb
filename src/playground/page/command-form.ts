import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import type { OptionValues } from '../protocol.ts';
import { readFile } from './attached-file.ts';
import { pathOf, type Entry } from './command-entries.ts';
import { element, iconButton } from './element.ts';
import { createListbox, type Listbox } from './listbox.ts';
import { descriptionOf, nameOf } from './names.ts';
import { optionField, type OptionField } from './option-field.ts';
import type { OptionReading } from './option-reading.ts';
import type { Session } from './session.ts';

/** A command whose options are being filled in, in place of the message box. */
export interface CommandForm {
  readonly isOpen: boolean;
  /** @param rest what was typed behind its name */
  open(entry: Entry, rest: string): void;
  close(): void;
}

type FilledIn = readonly (readonly [name: string, value: OptionReading['value']])[];

async function readValues(filledIn: FilledIn): Promise<OptionValues> {
  const read = filledIn.map(
    async ([name, value]) => [name, value instanceof File ? await readFile(value) : value] as const,
  );
  const values = await Promise.all(read);
  return Object.fromEntries(values.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** While somebody types, the bot is asked at most this often, in milliseconds. */
const TYPING_PAUSE = 120;

export function createCommandForm(parts: {
  readonly place: HTMLElement;
  readonly list: HTMLElement;
  readonly session: () => Session;
  readonly send: (entry: Entry, values: OptionValues) => void;
  readonly cancel: () => void;
}): CommandForm {
  const { place, list, session, send, cancel } = parts;
  let entry: Entry | null = null;
  let fields: readonly OptionField[] = [];
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const focused = () => fields.find(({ control }) => control === document.activeElement) ?? null;
  const listbox: Listbox = createListbox(list, () => (focused() ?? fields[0])?.control ?? place);

  /** Without the field that is being typed in, and without files: the bot suggests nothing by them. */
  const valuesOf = (without: OptionField): OptionValues =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const value = field === without ? null : field.read().value;
        return value === null || value instanceof File ? [] : [[field.option.name, value]];
      }),
    );

  const show = (
    field: OptionField,
    choices: readonly { readonly name: string; readonly value: string | number }[],
  ): void =>
    listbox.show(
      session().texts.choices(nameOf(field.option, session().persona.locale)),
      choices.map(({ name, value }) => ({
        view: [name],
        choose: () => {
          field.choose(name, value);
          field.complain(null);
          // An answer that is still on its way would open the list again.
          asked += 1;
          listbox.hide();
        },
      })),
    );

  /** What the bot suggests for what stands there so far; what comes too late is dropped. */
  async function suggest(field: OptionField): Promise<void> {
    const current = entry;
    if (current === null || !field.asksBot) return;
    asked += 1;
    const number = asked;
    const result = await session().act({
      kind: 'typing',
      command: current.command,
      ...pathOf(current),
      values: valuesOf(field),
      focused: field.option.name,
      typed: field.control.value,
    });
    if (number !== asked || focused() !== field || result === null) return;
    show(field, result.choices);
  }

  const typing = (field: OptionField): void => {
    field.complain(null);
    const targets = field.targets();
    if (targets !== null) {
      show(
        field,
        targets.map(({ id, label }) => ({ name: label, value: id })),
      );
    }
    clearTimeout(timer);
    timer = setTimeout(() => void suggest(field), TYPING_PAUSE);
  };

  function submit(): void {
    if (entry === null) return;
    const readings = fields.map((field) => ({ field, ...field.read() }));
    for (const { field, problem } of readings) field.complain(problem);
    const wrong = readings.find(({ problem }) => problem !== null);
    if (wrong !== undefined) {
      wrong.field.control.focus();
      wrong.field.complain(wrong.problem);
      session().announce(wrong.problem ?? '');
      return;
    }
    const sent = entry;
    const filledIn = readings.map(({ field, value }) => [field.option.name, value] as const);
    close();
    void readValues(filledIn).then((values) => send(sent, values));
  }

  function key(event: KeyboardEvent, field: OptionField): void {
    if (listbox.key(event)) event.preventDefault();
    else if (event.key === 'Enter') {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape') cancel();
    else if (event.key === 'Backspace' && field.control.value === '') {
      event.preventDefault();
      if (field.option.required === true) cancel();
      else remove(field);
    }
  }

  function add(option: APIApplicationCommandBasicOption): OptionField {
    const field = optionField(option, session(), {
      typing,
      key,
      focus: (one) => {
        listbox.hide();
        typing(one);
      },
      blur: () => listbox.hide(),
      remove: (one) => remove(one),
    });
    fields = [...fields, field];
    return field;
  }

  function remove(field: OptionField): void {
    fields = fields.filter((one) => one !== field);
    draw();
    (fields.at(-1)?.control ?? place.querySelector<HTMLElement>('button'))?.focus();
  }

  function draw(): void {
    if (entry === null) return place.replaceChildren();
    const { persona, texts } = session();
    const left = entry.options.filter((option) => !fields.some((field) => field.option === option));
    place.setAttribute('aria-label', `/${entry.title}`);
    place.replaceChildren(
      element(
        'div',
        { class: 'options' },
        element('span', { class: 'command-name', text: `/${entry.title}`, title: entry.description }),
        ...fields.map(({ view }) => view),
        ...left.map((option) => {
          const name = nameOf(option, persona.locale);
          return element('button', {
            type: 'button',
            class: 'add-option',
            'aria-label': texts.addOption(name),
            title: descriptionOf(option, persona.locale),
            text: `+ ${name}`,
            on: {
              click: () => {
                const field = add(option);
                draw();
                field.control.focus();
              },
            },
          });
        }),
      ),
      iconButton('close', texts.cancelCommand, cancel, 'cancel-command'),
      iconButton('send', texts.send, submit, 'send'),
    );
  }

  function close(): void {
    clearTimeout(timer);
    asked += 1;
    listbox.hide();
    entry = null;
    fields = [];
    place.hidden = true;
    draw();
  }

  return {
    get isOpen() {
      return entry !== null;
    },
    open(wanted, rest) {
      close();
      entry = wanted;
      for (const option of wanted.options.filter(({ required }) => required === true)) add(option);
      // What was typed behind the name belongs to the first option, required or not.
      const [first] = wanted.options;
      if (fields.length === 0 && rest.trim() !== '' && first !== undefined) add(first);
      place.hidden = false;
      draw();
      const [field] = fields;
      if (field !== undefined && rest !== '') field.choose(rest, rest);
      (field?.control ?? place.querySelector<HTMLElement>('.send'))?.focus();
    },
    close,
  };
}
