import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { whenDrawn } from './focus.ts';
import { Said } from './said.tsx';

export interface DialogProps {
  readonly onClose: (element: HTMLDialogElement) => void;
}

/** A dialog over the page. Whatever had the focus before has it again when it closes. */
export function Dialog({
  onClose,
  titleId,
  describedBy,
  firstFocus,
  closesBeside = false,
  class: className,
  children,
}: DialogProps & {
  readonly class: 'form' | 'pins' | 'articles' | 'trials' | 'picker';
  readonly titleId: string;
  /** For a question that has to be answered: the id of what it says. */
  readonly describedBy?: string;
  /** A selector. */
  readonly firstFocus?: string;
  /** Whether a click beside it closes it. */
  readonly closesBeside?: boolean;
  readonly children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  /** A selection that begins inside may end beside it, and that is a click on it, too. */
  const isPressedBeside = useRef(false);
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    if (firstFocus !== undefined) dialog.current?.querySelector<HTMLElement>(firstFocus)?.focus();
    return () => whenDrawn(() => giveBack(before));
  }, []);
  return (
    <dialog
      ref={dialog}
      class={className}
      role={describedBy === undefined ? undefined : 'alertdialog'}
      aria-labelledby={titleId}
      aria-describedby={describedBy}
      onPointerDown={({ target, currentTarget }) => {
        isPressedBeside.current = target === currentTarget;
      }}
      onClick={({ target, currentTarget }) => {
        if (closesBeside && isPressedBeside.current && target === currentTarget) currentTarget.close();
      }}
      onClose={({ currentTarget }) => onClose(currentTarget)}
    >
      {children}
      <Said isDialog />
    </dialog>
  );
}

/** For a button in a dialog. */
export function closeAround({ currentTarget }: { readonly currentTarget: Element }): void {
  currentTarget.closest('dialog')?.close();
}

/** The focus, to what had it before the dialog. */
function giveBack(before: Element | null): void {
  // This comes a frame after the dialog went: who has chosen something else by then keeps that.
  const isFree = [before, document.body, null].includes(document.activeElement);
  if (!isFree || !(before instanceof HTMLElement) || !before.isConnected) return;
  // Chromium has given it back already, but the caret went with the dialog: nothing could be typed.
  before.blur();
  before.focus();
}
