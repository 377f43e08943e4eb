import type { ShownMessage } from '../protocol.ts';
import { element, iconButton } from './element.ts';
import { embedView } from './embed-view.ts';
import { markdownView } from './markdown-view.ts';
import { avatar, timeOf } from './message-view.ts';
import { channelTitle, type Session } from './session.ts';

/** Shows a channel's pins, the newest first, until it is closed. */
export function showPins(pins: readonly ShownMessage[], session: Session): void {
  const { texts, channel } = session;
  const close = (): void => dialog.close();
  const dialog = element(
    'dialog',
    { class: 'pins', 'aria-labelledby': 'pins-title' },
    element(
      'div',
      { class: 'form-head' },
      element('h2', { id: 'pins-title', text: `${texts.pins} · ${channelTitle(channel)}` }),
      iconButton('close', texts.close, close),
    ),
    element(
      'div',
      { class: 'pin-list' },
      ...(pins.length === 0
        ? [element('p', { class: 'muted nothing', text: texts.noPins })]
        : pins.map(({ message }) =>
            element(
              'article',
              { class: 'pin' },
              element(
                'div',
                { class: 'pin-head' },
                avatar(message.author, 'small'),
                element('strong', { text: message.author.username }),
                element('time', {
                  class: 'muted',
                  datetime: message.timestamp,
                  text: timeOf(message, session),
                }),
                element('button', {
                  type: 'button',
                  class: 'button secondary small',
                  text: texts.jump,
                  on: {
                    click: () => {
                      close();
                      session.references.jump(message.id);
                    },
                  },
                }),
              ),
              message.content === ''
                ? null
                : element('div', { class: 'markup' }, ...markdownView(message.content, session.references)),
              ...message.embeds.map((embed) => embedView(embed, session.references)),
            ),
          )),
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => {
    // Beside it.
    if (event.target === dialog) close();
  });
  document.body.append(dialog);
  dialog.showModal();
}
