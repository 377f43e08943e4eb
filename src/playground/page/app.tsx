import { useSignal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { MESSAGE_BOX, showPins } from './actions.ts';
import { ArticleDrop } from './article-drop.tsx';
import { ArticlesDialog } from './articles-dialog.tsx';
import { Composer } from './composer.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { ContentProblems } from './content-problems.tsx';
import { openDialogs } from './dialogs.ts';
import { createDrafts } from './drafts.ts';
import { useEscape, useEscapeKey } from './escape.ts';
import { focusOn, noteFocus } from './focus.ts';
import { FormDialog } from './form-dialog.tsx';
import { createGuide } from './guide.ts';
import { ForumView, NEW_POST } from './forum-view.tsx';
import { forumTextsFor } from './forum-texts.ts';
import { GuideButton, GuideView } from './guide-view.tsx';
import { Icon, IconButton } from './icon.tsx';
import { Inspector } from './inspector.tsx';
import { Menu } from './menu.tsx';
import { MessageList, MESSAGES } from './message-list.tsx';
import { PinsDialog } from './pins-dialog.tsx';
import { canWrite, PostState } from './post-state.tsx';
import { Said } from './said.tsx';
import { channelTitle, SessionProvider, useSession, type Session } from './session.ts';
import { Sidebar } from './sidebar.tsx';
import { changeTheme } from './theme.ts';
import { TrialPane, TrialsButton } from './trial-pane.tsx';

export function App({ session }: { readonly session: Session }) {
  return (
    <SessionProvider value={session}>
      <Page />
      <TrialPane />
      <Dialogs />
      <Menu />
    </SessionProvider>
  );
}

function Page() {
  const session = useSession();
  const { state, texts, channel, persona, may, isDrawerOpen, isLost, become } = session;
  const title = channelTitle(channel);
  const forum = channel.kind === 'post' ? state.channels.find(({ id }) => id === channel.forum) : undefined;
  /** Where people begin to write. */
  const writes = canWrite(channel, may);
  const begins = channel.kind === 'forum' ? NEW_POST : writes ? MESSAGE_BOX : MESSAGES;
  const drafts = useMemo(createDrafts, []);
  /** On a narrow window the channels lie over the messages. */
  const isMenuOpen = useSignal(false);

  function closeMenu(): void {
    isMenuOpen.value = false;
  }

  function closeDrawer(): void {
    isDrawerOpen.value = false;
    giveFocusBack.current();
  }

  const guide = useMemo(() => createGuide(session), []);
  const giveFocusBack = useRef(() => {});
  useSignalEffect(() => {
    if (isDrawerOpen.value) giveFocusBack.current = noteFocus('inspect-button');
  });
  useEscape(isDrawerOpen.value, closeDrawer);
  useEscape(isMenuOpen.value, () => {
    isMenuOpen.value = false;
    focusOn('menu-button');
  });
  useEscapeKey(() => focusOn(begins));

  useLayoutEffect(() => {
    document.documentElement.lang = persona.locale;
    document.title = `${title} · Footnote`;
  }, [persona.locale, title]);

  return (
    <>
      <div
        id="app"
        class={`app ${isMenuOpen.value ? 'menu-open' : ''} ${isDrawerOpen.value ? 'drawer-open' : ''}`}
      >
        <a id="skip" class="skip" href={`#${begins}`}>
          {channel.kind === 'forum' ? forumTextsFor(persona.locale).skip : texts.skip}
        </a>
        <Sidebar />
        <main class="main">
          <header class="bar">
            <IconButton
              sign="menu"
              label={texts.menu}
              id="menu-button"
              class="menu-button"
              aria-expanded={isMenuOpen.value}
              onClick={() => {
                isMenuOpen.value = !isMenuOpen.value;
              }}
            />
            {forum === undefined ? null : (
              <IconButton
                sign="back"
                label={forumTextsFor(persona.locale).back(channelTitle(forum))}
                id="back-button"
                onClick={() => void become({ channel: forum.id })}
              />
            )}
            <h1 title={title}>
              {channel.kind === 'text' ? null : <Icon name="forum" />}
              {channel.kind === 'text' ? title : channel.name}
            </h1>
            <div class="tools">
              <GuideButton guide={guide} />
              {channel.kind === 'forum' ? null : (
                <IconButton
                  sign="pin"
                  label={texts.pins}
                  id="pins-button"
                  aria-haspopup="dialog"
                  onClick={() => void showPins(session)}
                />
              )}
              <IconButton sign="theme" label={texts.theme} id="theme-button" onClick={changeTheme} />
              <TrialsButton />
              <IconButton
                sign="code"
                label={texts.inspector}
                id="inspect-button"
                aria-expanded={isDrawerOpen.value}
                aria-controls="drawer"
                onClick={() => {
                  isDrawerOpen.value = !isDrawerOpen.value;
                }}
              />
            </div>
          </header>
          {isLost ? (
            <div class="offline" role="alert">
              {texts.unreachable}
            </div>
          ) : null}
          <ContentProblems />
          <GuideView guide={guide} />
          {channel.kind === 'forum' ? (
            <ForumView forum={channel} onPointerDown={closeMenu} />
          ) : (
            <>
              <MessageList onPointerDown={closeMenu} />
              {channel.kind === 'post' ? <PostState post={channel} /> : null}
              {writes ? <Composer drafts={drafts} /> : null}
            </>
          )}
        </main>
        <Inspector onClose={closeDrawer} />
      </div>
      <ArticleDrop />
      <Said />
    </>
  );
}

/** Where dialogs stand in the page. */
function Dialogs() {
  return (
    <>
      {openDialogs.value.map(({ id, subject, onClose }) => {
        switch (subject.kind) {
          case 'form':
            return <FormDialog key={id} {...subject} onClose={onClose} />;
          case 'confirm':
            return <ConfirmDialog key={id} {...subject} onClose={onClose} />;
          case 'pins':
            return <PinsDialog key={id} onClose={onClose} />;
          case 'articles':
            return <ArticlesDialog key={id} onClose={onClose} />;
        }
      })}
    </>
  );
}
