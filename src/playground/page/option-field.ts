import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { element, iconButton } from './element.ts';
import { descriptionOf, nameOf } from './names.ts';
import type { Session } from './session.ts';

/** Discord's numbers (Interactions, Application Commands). */
const STRING = 3;
const BOOLEAN = 5;
const ATTACHMENT = 11;

/** One option of a command, as it is filled in. */
export interface OptionField {
  readonly option: APIApplicationCommandBasicOption;
  readonly view: HTMLElement;
  readonly control: HTMLInputElement | HTMLSelectElement;
  /** Whether the bot suggests what to type. */
  readonly suggests: boolean;
  /** Null where nothing was filled in. */
  readonly value: () => string | boolean | File | null;
  /** Fills it in; `value` is sent as long as `name` stands there. */
  readonly choose: (name: string, value: string) => void;
  readonly setMissing: (missing: boolean) => void;
}

interface Handlers {
  readonly typing: (field: OptionField) => void;
  readonly key: (event: KeyboardEvent, field: OptionField) => void;
  readonly focus: (field: OptionField) => void;
  readonly blur: () => void;
  readonly remove: (field: OptionField) => void;
}

export function optionField(
  option: APIApplicationCommandBasicOption,
  session: Session,
  handlers: Handlers,
): OptionField {
  const { persona, texts } = session;
  const name = nameOf(option, persona.locale);
  const id = `option-${option.name}`;
  const control = controlFor(option, session, id);
  let chosen: { readonly name: string; readonly value: string } | null = null;

  const hint = `${descriptionOf(option, persona.locale)} (${option.required === true ? texts.required : texts.optional})`;
  const view = element(
    'div',
    { class: 'option' },
    element('label', { for: id, text: name }),
    control,
    option.required === true
      ? null
      : iconButton('close', texts.removeOption(name), () => handlers.remove(field), 'remove-option'),
    element('div', { class: 'option-hint', id: `${id}-hint` }, element('strong', { text: `${name} ` }), hint),
  );
  const field: OptionField = {
    option,
    view,
    control,
    suggests: option.type === STRING && option.autocomplete === true,
    value() {
      const text = control.value;
      if (text.trim() === '') return null;
      if (option.type === BOOLEAN) return text === 'true';
      if (control instanceof HTMLInputElement && control.files?.[0] !== undefined) return control.files[0];
      return chosen?.name === text ? chosen.value : text;
    },
    choose(shown, value) {
      if (control.type === 'file') return;
      chosen = { name: shown, value };
      control.value = shown;
    },
    setMissing(missing) {
      view.classList.toggle('missing', missing);
      control.setAttribute('aria-invalid', String(missing));
    },
  };
  control.addEventListener('input', () => handlers.typing(field));
  control.addEventListener('focus', () => handlers.focus(field));
  control.addEventListener('blur', () => handlers.blur());
  control.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent) handlers.key(event, field);
  });
  return field;
}

function controlFor(
  option: APIApplicationCommandBasicOption,
  { texts, persona }: Session,
  id: string,
): HTMLInputElement | HTMLSelectElement {
  const common = { id, 'aria-describedby': `${id}-hint`, 'aria-required': String(option.required === true) };
  const select = (choices: readonly (readonly [value: string, label: string])[]) =>
    element(
      'select',
      common,
      element('option', { value: '', text: texts.choose }),
      ...choices.map(([value, text]) => element('option', { value, text })),
    );
  if (option.type === BOOLEAN) {
    return select([
      ['true', texts.yes],
      ['false', texts.no],
    ]);
  }
  if (option.type === ATTACHMENT) return element('input', { ...common, type: 'file' });
  if (option.type !== STRING) {
    return element('input', { ...common, type: 'text', disabled: true, placeholder: texts.unsupported });
  }
  if ('choices' in option && option.choices !== undefined && option.choices.length > 0) {
    return select(option.choices.map((choice) => [choice.value, nameOf(choice, persona.locale)]));
  }
  const most = 'max_length' in option ? option.max_length : undefined;
  const suggests = option.autocomplete === true;
  return element('input', {
    ...common,
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    ...(most === undefined ? {} : { maxlength: most }),
    ...(suggests
      ? {
          role: 'combobox',
          'aria-autocomplete': 'list',
          'aria-controls': 'suggestions',
          'aria-expanded': 'false',
        }
      : {}),
  });
}
