import { signal, untracked, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import type { OptionValues } from '../protocol.ts';
import { MESSAGE_BOX, post, sendCommand } from './actions.ts';
import { CommandForm, firstFields } from './command-form.tsx';
import { choicesOf, matching, pathOf, typedChoice, type CommandChoice } from './command-choices.ts';
import { isOffered, lineOf, type Drafts, type OpenForm } from './drafts.ts';
import { focusIfFree, focusOn } from './focus.ts';
import { IconButton } from './icon.tsx';
import { comboboxOf, createListbox, ListboxView } from './listbox.tsx';
import { Avatar } from './message.tsx';
import { nameOf } from './names.ts';
import { channelTitle, useSession } from './session.ts';

/** Where people write: a message, or a slash and a command. */
export function Composer({ drafts }: { readonly drafts: Drafts }) {
  const session = useSession();
  const { texts, channel, persona, commands } = session;
  /** That of the channel where one is now. */
  const draft = () => drafts(session.channel.id);
  const note = useSignal('');
  const listbox = useMemo(() => createListbox('suggestions'), []);
  const commandChoices = () => choicesOf(session.commands, session.persona.locale);

  function say(what: string): void {
    note.value = what;
    if (what !== '') session.announce(what);
  }

  function reset(): void {
    draft().form.value = null;
    draft().text.value = '';
    say('');
    listbox.hide();
    focusOn(MESSAGE_BOX);
  }

  function start(choice: CommandChoice, rest = ''): void {
    listbox.hide();
    draft().form.value = { key: Symbol('form'), choice, fields: signal(firstFields(choice, rest)) };
  }

  function typed(line: string): void {
    draft().text.value = line;
    say('');
    const whole = typedChoice(commandChoices(), line);
    if (whole !== null) return start(whole.choice, whole.rest);
    if (!/^\/[^\n]*$/.test(line)) return listbox.hide();
    const found = matching(commandChoices(), line.slice(1));
    if (found.length === 0) say(session.texts.noCommands);
    const choices = found.map((choice) => ({
      choose: () => start(choice),
      view: <CommandLine choice={choice} />,
    }));
    listbox.show({ owner: MESSAGE_BOX, title: session.texts.commands, choices }, 0);
  }

  function submit(): void {
    const content = draft().text.value.trim();
    if (content === '') return;
    if (content.startsWith('/')) {
      const whole = typedChoice(commandChoices(), `${content} `);
      if (whole !== null) start(whole.choice, whole.rest.trim());
      else say(texts.noCommands);
      return;
    }
    reset();
    void post(session, content);
  }

  function send({ key, choice }: OpenForm, values: OptionValues): void {
    // While its files were read, it may have been sent or left.
    if (draft().form.value?.key !== key) return;
    reset();
    void sendCommand(session, { kind: 'command', command: choice.command, ...pathOf(choice), values });
  }

  useSignalEffect(() => {
    const { line } = session.begun.value ?? {};
    if (line === undefined) return;
    session.begun.value = null;
    untracked(() => begin(line));
  });
  function begin(line: string): void {
    draft().form.value = null;
    typed(line);
    focusOn(MESSAGE_BOX);
  }

  // A slash begins a command wherever nobody is writing.
  useEffect(() => {
    const slash = (event: KeyboardEvent): void => {
      const writes = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (event.key !== '/' || writes || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      if (draft().form.value === null) begin('/');
    };
    document.addEventListener('keydown', slash);
    return () => document.removeEventListener('keydown', slash);
  }, []);

  // With other people, places or commands, what is being typed may mean something else.
  useLayoutEffect(() => {
    const { form, text } = draft();
    if (form.value !== null && !isOffered(form.value, commandChoices())) {
      // What was typed stays, as a line.
      text.value = lineOf(form.value);
      form.value = null;
    }
    session.replyingTo.value = null;
    say('');
    listbox.hide();
    if (text.value !== '' && document.activeElement?.id === MESSAGE_BOX) typed(text.value);
  }, [persona, commands]);

  useLayoutEffect(() => focusIfFree(MESSAGE_BOX), []);

  function stopReplying(): void {
    session.replyingTo.value = null;
    focusOn(MESSAGE_BOX);
  }

  const { text, form } = draft();
  const opened = form.value;
  const replyingTo = session.replyingTo.value;
  const label = texts.messageBox(channelTitle(channel));
  return (
    <div class="composer">
      <p id="composer-note" class="composer-note" hidden={note.value === ''}>
        {note.value}
      </p>
      {replyingTo === null ? null : (
        <p class="replying muted">
          {texts.replyingTo(replyingTo.author.username)}
          <IconButton sign="close" label={texts.stopReplying} class="icon" onClick={stopReplying} />
        </p>
      )}
      <ListboxView listbox={listbox} class="suggestions" />
      <div class="box-line" hidden={opened !== null}>
        <textarea
          id={MESSAGE_BOX}
          rows={1}
          maxLength={2000}
          {...comboboxOf(listbox, MESSAGE_BOX)}
          aria-autocomplete="list"
          aria-label={label}
          // On a phone there is no room for both.
          placeholder={matchMedia('(max-width: 760px)').matches ? label : `${label} — ${texts.slashHint}`}
          value={text.value}
          onInput={({ currentTarget: { value } }) => typed(value)}
          onBlur={listbox.hide}
          onKeyDown={(event) => {
            if (listbox.key(event)) event.preventDefault();
            else if (event.key === 'Escape') session.replyingTo.value = null;
            else if (event.key === 'Enter' && !event.shiftKey) {
              event.preventDefault();
              submit();
            }
          }}
        />
        <IconButton sign="send" label={texts.send} id="send" class="send" onClick={submit} />
      </div>
      {opened === null ? null : (
        <CommandForm
          {...opened}
          listbox={listbox}
          onSend={(values) => send(opened, values)}
          onCancel={reset}
        />
      )}
    </div>
  );
}

/** A command as the list shows it. */
function CommandLine({ choice: { title, options, description } }: { readonly choice: CommandChoice }) {
  const { texts, persona } = useSession();
  return (
    <>
      <Avatar user={{ id: '0', username: 'Footnote', bot: true }} size="small" />
      <div class="command-line">
        <div>
          <strong>{`/${title}`}</strong>
          {options.map((option) => {
            const required = option.required === true;
            return (
              <span class={required ? 'chip required' : 'chip'}>
                {nameOf(option, persona.locale)}
                {required ? (
                  <>
                    <span aria-hidden="true"> *</span>
                    <span class="unseen"> {texts.required}</span>
                  </>
                ) : null}
              </span>
            );
          })}
        </div>
        <div class="muted">{description}</div>
      </div>
    </>
  );
}
