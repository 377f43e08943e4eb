import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIComponentInMessageActionRow,
} from 'discord-api-types/v10';
import { BUTTON } from './component-types.ts';
import { element } from './element.ts';
import { selectView } from './select-view.ts';
import type { Session } from './session.ts';

const BUTTON_STYLES: Readonly<Record<number, string>> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
  5: 'secondary',
};
const LINK = 5;

/** A button was pressed, or something chosen in a menu. */
export type Press = (customId: string, values?: readonly string[]) => void;

/** Buttons, or a menu. */
export function rowView(
  { components }: APIActionRowComponent<APIComponentInMessageActionRow>,
  id: string,
  session: Session,
  press: Press,
): HTMLElement {
  return element(
    'div',
    { class: 'row' },
    ...components.map((component) =>
      component.type === BUTTON
        ? buttonView(component, press)
        : selectView(component, id, session, (values) => press(component.custom_id, values)),
    ),
  );
}

export function buttonView(button: APIButtonComponent, press: Press): HTMLElement {
  const label = 'label' in button ? (button.label ?? '') : '';
  const looks = `button ${BUTTON_STYLES[button.style] ?? 'secondary'}`;
  if (button.style === LINK && 'url' in button) {
    return element('a', {
      class: looks,
      href: button.url,
      target: '_blank',
      rel: 'noreferrer',
      text: `${label} ↗`,
    });
  }
  const customId = 'custom_id' in button ? button.custom_id : '';
  return element('button', {
    type: 'button',
    class: looks,
    text: label,
    disabled: button.disabled === true,
    'data-custom-id': customId,
    on: { click: () => press(customId) },
  });
}
