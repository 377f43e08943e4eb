import { closeAround, Dialog, type DialogProps } from './dialog.tsx';
import { CHOSEN, type DialogSubject } from './dialogs.ts';
import { MessageBody } from './message.tsx';
import { useSession } from './session.ts';

/** Asks whether something is to be done, as Discord does. */
export function ConfirmDialog({
  message,
  question: { title, text, action, danger },
  onClose,
}: Extract<DialogSubject, { kind: 'confirm' }> & DialogProps) {
  const { texts } = useSession();
  return (
    <Dialog
      class="form"
      titleId="confirm-title"
      describedBy="confirm-text"
      firstFocus=".act"
      onClose={onClose}
    >
      <form method="dialog">
        <div class="form-head">
          <h2 id="confirm-title">{title}</h2>
        </div>
        <div class="form-body">
          <p id="confirm-text">{text}</p>
          {message === null ? null : (
            <div class="pin" inert>
              <MessageBody message={message} />
            </div>
          )}
        </div>
        <div class="form-foot">
          <button type="button" class="button secondary" onClick={closeAround}>
            {texts.cancel}
          </button>
          <button value={CHOSEN} class={`button ${danger ? 'danger' : 'primary'} act`}>
            {action}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
