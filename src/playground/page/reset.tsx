import { useSignal } from '@preact/signals';
import { CHOSEN, openDialog } from './dialogs.ts';
import { guideTextsFor } from './guide-texts.ts';
import { useSession } from './session.ts';

/** Brings the playground back to how it started. Asks first; the page is loaded anew when it is done. */
export function ResetButton() {
  const session = useSession();
  const texts = guideTextsFor(session.persona.locale);

  const isBusy = useSignal(false);

  async function reset(): Promise<void> {
    const question = { ...texts.resetQuestion, danger: true };
    const { returnValue } = await openDialog({ kind: 'confirm', message: null, question });
    if (returnValue !== CHOSEN) return;
    isBusy.value = true;
    session.announce(texts.resetting);
    try {
      await session.reset();
    } catch (error) {
      const text = error instanceof TypeError ? session.texts.unreachable : texts.resetFailed;
      session.feed.fail({ text, interaction: null }, null);
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <button
      type="button"
      class="reset"
      aria-haspopup="dialog"
      disabled={isBusy.value}
      onClick={() => void reset()}
    >
      {isBusy.value ? texts.resetting : texts.reset}
    </button>
  );
}
