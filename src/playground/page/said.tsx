import { signal } from '@preact/signals';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { useSession } from './session.ts';

/** The dialogs that are open, the last on top: what lies below that one is said to nobody. */
const layers = signal<readonly symbol[]>([]);

/** For whoever does not look: said on top of all that is open. Stands on the page, and in each dialog. */
export function Said({ isDialog = false }: { readonly isDialog?: boolean }) {
  const { said } = useSession();
  const own = useMemo(() => (isDialog ? Symbol('dialog') : undefined), []);
  useLayoutEffect(() => {
    if (own === undefined) return undefined;
    layers.value = [...layers.value, own];
    return () => {
      layers.value = layers.value.filter((one) => one !== own);
    };
  }, []);
  if (layers.value.at(-1) !== own) return null;
  return (
    <div class="unseen" role="status" aria-live="polite">
      {said.value}
    </div>
  );
}
