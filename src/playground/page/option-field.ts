import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { ATTACHMENT } from './command-types.ts';
import { element, iconButton } from './element.ts';
import { descriptionOf, nameOf } from './names.ts';
import { optionControl } from './option-control.ts';
import { readOption, type OptionReading } from './option-reading.ts';
import type { Session } from './session.ts';
import { targetsMatching, type Target } from './targets.ts';
import { optionTargets } from './option-targets.ts';

/** Discord's number (Interactions, Application Commands). */

/** One option of a command, as it is filled in. */
export interface OptionField {
  readonly option: APIApplicationCommandBasicOption;
  readonly view: HTMLElement;
  readonly control: HTMLInputElement | HTMLSelectElement;
  /** Whether the bot suggests what to type. */
  readonly asksBot: boolean;
  /** What the page itself suggests: people, roles and channels; null where it doesn't. */
  readonly targets: () => readonly Target[] | null;
  readonly read: () => OptionReading;
  /** Fills it in; `value` is sent as long as `name` stands there. */
  readonly choose: (name: string, value: string | number) => void;
  /** Says what is wrong with it; null for nothing. */
  readonly complain: (problem: string | null) => void;
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
  const targets = optionTargets(option, session);
  const asksBot = 'autocomplete' in option && option.autocomplete;
  const control = optionControl(option, session, { id, suggests: asksBot || targets !== null });
  let chosen: { readonly name: string; readonly value: string | number } | null = null;

  const description = descriptionOf(option, persona.locale);
  const hint = `${description} (${option.required === true ? texts.required : texts.optional})`;
  const problem = element('span', { class: 'problem' });
  const view = element(
    'div',
    { class: 'option' },
    element('label', { for: id, text: name }),
    control,
    option.required === true
      ? null
      : iconButton('close', texts.removeOption(name), () => handlers.remove(field), 'remove-option'),
    element(
      'div',
      { class: 'option-hint', id: `${id}-hint` },
      element('strong', { text: `${name} ` }),
      hint,
      problem,
    ),
  );
  const field: OptionField = {
    option,
    view,
    control,
    asksBot,
    targets: () => (targets === null ? null : targetsMatching(targets, control.value)),
    read() {
      if (option.type === ATTACHMENT && control instanceof HTMLInputElement) {
        const file = control.files?.[0];
        return {
          value: file ?? null,
          problem: file === undefined && option.required === true ? texts.missing : null,
        };
      }
      const value = chosen?.name === control.value ? chosen.value : control.value;
      return readOption(option, value, targets, session);
    },
    choose(shown, value) {
      if (control.type === 'file') return;
      chosen = { name: shown, value };
      control.value = shown;
    },
    complain(text) {
      view.classList.toggle('missing', text !== null);
      control.setAttribute('aria-invalid', String(text !== null));
      problem.textContent = text;
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
