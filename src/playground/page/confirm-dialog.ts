import type { ShownMessage } from '../protocol.ts';
import { element } from './element.ts';
import { messageBody } from './message-view.ts';
import { openDialog } from './open-dialog.ts';
import type { Session } from './session.ts';

/** Asks whether something is to be done with a message, as Discord does. */
export function confirmWith(
  shown: ShownMessage,
  question: {
    readonly title: string;
    readonly text: string;
    readonly action: string;
    readonly danger: boolean;
  },
  session: Session,
): Promise<boolean> {
  const { title, text, action, danger } = question;
  return new Promise((resolve) => {
    let isSure = false;
    const dialog = element(
      'dialog',
      {
        class: 'form',
        role: 'alertdialog',
        'aria-labelledby': 'confirm-title',
        'aria-describedby': 'confirm-text',
      },
      element('div', { class: 'form-head' }, element('h2', { id: 'confirm-title', text: title })),
      element(
        'div',
        { class: 'form-body' },
        element('p', { id: 'confirm-text', text }),
        element('div', { class: 'pin', inert: true }, ...messageBody(shown.message, session)),
      ),
      element(
        'div',
        { class: 'form-foot' },
        element('button', {
          type: 'button',
          class: 'button secondary',
          text: session.texts.cancel,
          on: { click: () => dialog.close() },
        }),
        element('button', {
          type: 'button',
          class: `button ${danger ? 'danger' : 'primary'} act`,
          text: action,
          on: {
            click: () => {
              isSure = true;
              dialog.close();
            },
          },
        }),
      ),
    );
    openDialog(dialog, () => resolve(isSure));
    dialog.querySelector<HTMLElement>('.act')?.focus();
  });
}
