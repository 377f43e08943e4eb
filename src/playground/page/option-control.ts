import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { ATTACHMENT, BOOLEAN, INTEGER, NUMBER } from './command-types.ts';
import { element } from './element.ts';
import { nameOf } from './names.ts';
import type { Session } from './session.ts';

/** What an option is filled in with. */
export function optionControl(
  option: APIApplicationCommandBasicOption,
  { texts, persona }: Session,
  { id, suggests }: { readonly id: string; readonly suggests: boolean },
): HTMLInputElement | HTMLSelectElement {
  const common = { id, 'aria-describedby': `${id}-hint`, 'aria-required': String(option.required === true) };
  const select = (choices: readonly (readonly [value: string | number, label: string])[]) =>
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
  if ('choices' in option && option.choices !== undefined && option.choices.length > 0) {
    return select(option.choices.map((choice) => [choice.value, nameOf(choice, persona.locale)]));
  }
  const most = 'max_length' in option ? option.max_length : undefined;
  const mode = option.type === INTEGER ? 'numeric' : option.type === NUMBER ? 'decimal' : undefined;
  return element('input', {
    ...common,
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    inputmode: mode,
    maxlength: most,
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
