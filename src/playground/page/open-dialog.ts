/** Opens a dialog over the page; when it closes, it goes, and whatever had the focus has it again. */
export function openDialog(dialog: HTMLDialogElement, onClose: () => void): void {
  const before = document.activeElement;
  dialog.addEventListener('close', () => {
    dialog.remove();
    // This comes a frame after the dialog went: who has chosen something else by then keeps that.
    const isFree = [before, document.body, null].includes(document.activeElement);
    if (isFree && before instanceof HTMLElement && before.isConnected) {
      // Chromium has given it back already, but the caret went with the dialog: nothing could be typed.
      before.blur();
      before.focus();
    }
    onClose();
  });
  document.body.append(dialog);
  dialog.showModal();
}
