import type { ShownMessage } from '../protocol.ts';
import { element, iconButton } from './element.ts';
import { messageBody } from './message-view.ts';
import { openDialog } from './open-dialog.ts';
import { channelTitle, type Session } from './session.ts';

/** A channel's pins, in a dialog. */
export interface PinsPanel {
  open(): void;
  /** They may have changed. */
  refresh(): void;
}

export function createPinsPanel(parts: {
  readonly session: () => Session;
  /** Of the channel, the newest first. */
  readonly pins: () => readonly ShownMessage[];
  readonly unpin: (shown: ShownMessage) => void;
}): PinsPanel {
  const { session, pins, unpin } = parts;
  let dialog: HTMLDialogElement | null = null;
  /** Where to go once it has closed and given the focus back. */
  let jumpTo: string | null = null;

  const pinView = (shown: ShownMessage): HTMLElement => {
    const { texts, may } = session();
    const { message } = shown;
    const jump = element('button', {
      type: 'button',
      class: 'button secondary small',
      text: texts.jump,
      on: {
        click: () => {
          jumpTo = message.id;
          dialog?.close();
        },
      },
    });
    return element(
      'article',
      { class: 'pin', 'aria-label': message.author.username },
      element(
        'div',
        { class: 'pin-tools' },
        jump,
        may.pin ? iconButton('close', texts.unpin, () => unpin(shown)) : null,
      ),
      ...messageBody(message, session()),
    );
  };

  function draw(): void {
    const list = dialog?.querySelector('.pin-list');
    if (list === null || list === undefined) return;
    const all = pins();
    list.replaceChildren(
      ...(all.length === 0
        ? [element('p', { class: 'muted nothing', text: session().texts.noPins })]
        : all.map(pinView)),
    );
  }

  return {
    open() {
      const { texts, channel } = session();
      const opened = element(
        'dialog',
        { class: 'pins', 'aria-labelledby': 'pins-title' },
        element(
          'div',
          { class: 'form-head' },
          element('h2', { id: 'pins-title', text: `${texts.pins} · ${channelTitle(channel)}` }),
          iconButton('close', texts.close, () => opened.close()),
        ),
        element('div', { class: 'pin-list' }),
      );
      opened.addEventListener('click', (event) => {
        // Beside it.
        if (event.target === opened) opened.close();
      });
      dialog = opened;
      draw();
      openDialog(opened, () => {
        // It may have been opened again meanwhile.
        if (dialog === opened) dialog = null;
        if (jumpTo !== null) session().references.jump(jumpTo);
        jumpTo = null;
      });
    },
    refresh() {
      if (dialog === null) return;
      const hadFocus = dialog.contains(document.activeElement);
      draw();
      if (hadFocus) dialog.querySelector<HTMLElement>('button')?.focus();
    },
  };
}
