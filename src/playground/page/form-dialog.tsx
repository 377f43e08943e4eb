import { useSignal } from '@preact/signals';
import { closeAround, Dialog, type DialogProps } from './dialog.tsx';
import type { DialogSubject } from './dialogs.ts';
import { Field } from './form-controls.tsx';
import { readForm } from './form-fields.ts';
import { IconButton } from './icon.tsx';
import { FailureNote } from './message.tsx';
import { useSession } from './session.ts';

/** A form of the bot's. It stays open until it is taken, or closed by hand. */
export function FormDialog({
  body,
  submit,
  onClose,
}: Extract<DialogSubject, { kind: 'form' }> & DialogProps) {
  const { texts } = useSession();
  const { title, components } = body;
  const isSending = useSignal(false);
  const problem = useSignal<string | null>(null);

  async function send(form: HTMLFormElement): Promise<void> {
    if (isSending.value) return;
    isSending.value = true;
    problem.value = null;
    try {
      problem.value = await sent(form);
    } finally {
      isSending.value = false;
    }
    if (problem.value === null) form.closest('dialog')?.close();
  }

  /** Resolves with what is wrong. */
  async function sent(form: HTMLFormElement): Promise<string | null> {
    const values = await readForm(form, body).catch(() => null);
    if (values === null) return texts.unreadable;
    // Who closes it while its files are read hasn't sent it.
    return form.isConnected ? ((await submit(values))?.text ?? null) : null;
  }

  return (
    <Dialog
      class="form"
      titleId="form-title"
      firstFocus=".form-body :is(input, textarea, select)"
      onClose={onClose}
    >
      <form
        aria-busy={isSending.value}
        onSubmit={(event) => {
          event.preventDefault();
          void send(event.currentTarget);
        }}
      >
        <div class="form-head">
          <h2 id="form-title">{title}</h2>
          <IconButton sign="close" label={texts.close} onClick={closeAround} />
        </div>
        <div class="form-body">
          {components.map((label) => (
            <Field label={label} />
          ))}
        </div>
        {problem.value === null ? null : <FailureNote failure={{ text: problem.value, interaction: null }} />}
        <div class="form-foot">
          <button type="button" class="button secondary" onClick={closeAround}>
            {texts.cancel}
          </button>
          <button class="button primary">{texts.submit}</button>
        </div>
      </form>
    </Dialog>
  );
}
