import type { APIMessage } from 'discord-api-types/v10';
import { useRef } from 'preact/hooks';
import { performNatively } from './actions.ts';
import { closeAround, Dialog, type DialogProps } from './dialog.tsx';
import { IconButton } from './icon.tsx';
import { useFocusWithin } from './kept-focus.ts';
import { MessageBody } from './message.tsx';
import { channelTitle, useSession } from './session.ts';

/** A channel's pins; returns the id of the one to go to. */
export function PinsDialog({ onClose }: DialogProps) {
  const { texts, channel, pins, feed } = useSession();
  const all = (pins[channel.id] ?? []).flatMap((id) => feed.find(id)?.message ?? []);
  const list = useRef<HTMLFormElement>(null);
  useFocusWithin(list, () => list.current?.closest('dialog')?.querySelector('button'));
  return (
    <Dialog class="pins" titleId="pins-title" closesBeside onClose={onClose}>
      <div class="form-head">
        <h2 id="pins-title">{`${texts.pins} · ${channelTitle(channel)}`}</h2>
        <IconButton sign="close" label={texts.close} onClick={closeAround} />
      </div>
      <form ref={list} method="dialog" class="pin-list">
        {all.length === 0 ? <p class="muted nothing">{texts.noPins}</p> : null}
        {all.map((message) => (
          <Pin key={message.id} message={message} />
        ))}
      </form>
    </Dialog>
  );
}

function Pin({ message }: { readonly message: APIMessage }) {
  const session = useSession();
  const { texts, may } = session;
  return (
    <article class="pin" aria-label={message.author.username}>
      <div class="pin-tools">
        <button value={message.id} class="button secondary small">
          {texts.jump}
        </button>
        {may.pin ? (
          <IconButton
            sign="close"
            label={texts.unpin}
            onClick={() => void performNatively(session, message, 'unpin')}
          />
        ) : null}
      </div>
      <MessageBody message={message} />
    </article>
  );
}
