import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { articleTextsFor } from './article-texts.ts';
import { commandLine } from './command-choices.ts';
import type { FeedItem } from './feed.ts';
import { exampleQuestions } from './guide.ts';
import { useFocusWithin } from './kept-focus.ts';
import { FailureNote, Message } from './message.tsx';
import { showArticles } from './own-articles.ts';
import { PostHead } from './post-head.tsx';
import { channelTitle, useSession, type Session } from './session.ts';

/** Where they stand in the page. */
export const MESSAGES = 'messages';

/** The channel's messages, and what the page says between them. */
export function MessageList({ onPointerDown }: { readonly onPointerDown: () => void }) {
  const session = useSession();
  const { texts, channel, persona } = session;
  const list = useRef<HTMLDivElement>(null);
  const items = session.feed.items.value.filter((item) => isSeen(item, session));
  useEndInSight(list, items.length, persona);
  useFocusWithin(list, () => list.current);
  return (
    <div
      ref={list}
      id={MESSAGES}
      class="messages"
      role="log"
      aria-live="polite"
      aria-label={channelTitle(channel)}
      tabIndex={0}
      onPointerDown={onPointerDown}
    >
      {channel.kind === 'post' ? <PostHead post={channel} /> : <Welcome />}
      {items.map((item) => {
        switch (item.kind) {
          case 'message':
            return <Message key={item.shown.message.id} shown={item.shown} failure={item.failure} />;
          case 'failure':
            return <FailureNote key={item.id} failure={item.failure} />;
          case 'pending':
            return (
              <div key={item.id} class="pending muted" role="status">
                {texts.sending}
              </div>
            );
        }
      })}
    </div>
  );
}

function isSeen(item: FeedItem, { channel, person }: Session): boolean {
  if (item.kind !== 'message') return true;
  const { message, seenBy } = item.shown;
  return message.channel_id === channel.id && (seenBy === null || seenBy === person.id);
}

function Welcome() {
  const session = useSession();
  const { texts, channel, state, persona, begun } = session;
  const examples = exampleQuestions(state, persona.locale).map((one) => commandLine('ask', one, session));
  return (
    <div class="welcome">
      <div class="welcome-sign" aria-hidden="true">
        {channel.place === 'dm' ? '@' : '#'}
      </div>
      <h2>{texts.welcome(channelTitle(channel))}</h2>
      <p class="muted">{texts.welcomeText}</p>
      {examples.length === 0 ? null : <p>{texts.tryAsk}</p>}
      <ul class="examples">
        {examples.map((line) => (
          <li>
            <button
              type="button"
              class="mention"
              onClick={() => {
                begun.value = { line };
              }}
            >
              {line}
            </button>
          </li>
        ))}
      </ul>
      <p class="muted">
        {channel.place === 'server' ? `${texts.tryPost} ${texts.tryMention}` : texts.tryPost}
      </p>
      <p>
        <button type="button" class="button secondary" aria-haspopup="dialog" onClick={showArticles}>
          {articleTextsFor(persona.locale).bring}
        </button>
      </p>
    </div>
  );
}

type ListRef = { readonly current: HTMLDivElement | null };

/** How near the end counts as there, in pixels. */
const NEAR = 120;

function isNearEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < NEAR;
}

/**
 * Whatever is new comes into sight, and so does the end when somebody goes elsewhere or becomes another. The end also
 * stays in sight when the window changes or a picture has loaded, until somebody scrolls up.
 */
function useEndInSight(list: ListRef, count: number, persona: unknown): void {
  const isAtEnd = useRef(true);
  const drawn = useRef({ count, persona });
  const wasNearEnd = list.current === null || isNearEnd(list.current);
  const toEnd = (): void => {
    isAtEnd.current = true;
    if (list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  };
  useLayoutEffect(() => {
    const isNew = count > drawn.current.count || persona !== drawn.current.persona;
    drawn.current = { count, persona };
    if (isNew || wasNearEnd) toEnd();
  });
  useEffect(() => {
    const view = list.current;
    if (view === null) return undefined;
    let scrolledTo = 0;
    const scrolled = (): void => {
      // What grows below doesn't count: only who scrolls up leaves the end.
      if (view.scrollTop < scrolledTo) isAtEnd.current = isNearEnd(view);
      else if (isNearEnd(view)) isAtEnd.current = true;
      scrolledTo = view.scrollTop;
    };
    const stay = (): void => {
      if (isAtEnd.current) toEnd();
    };
    const size = new ResizeObserver(stay);
    size.observe(view);
    view.addEventListener('scroll', scrolled);
    view.addEventListener('load', stay, true);
    return () => {
      size.disconnect();
      view.removeEventListener('scroll', scrolled);
      view.removeEventListener('load', stay, true);
    };
  }, []);
}
