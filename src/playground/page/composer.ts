import type { OptionValues } from '../protocol.ts';
import { createCommandForm } from './command-form.ts';
import { entriesOf, matching, typedEntry, type Entry } from './command-entries.ts';
import { byId, element } from './element.ts';
import { createListbox, type Choice } from './listbox.ts';
import { nameOf } from './names.ts';
import { avatar } from './message-view.ts';
import { channelTitle, type Session } from './session.ts';

/** Where people write: a message, or a slash and a command. */
export interface Composer {
  focus(): void;
  /** As if somebody had typed that. */
  type(line: string): void;
  /** The person, the place or the commands have changed. */
  refresh(): void;
}

export function createComposer(parts: {
  readonly session: () => Session;
  readonly sendCommand: (entry: Entry, values: OptionValues) => Promise<void>;
  readonly sendMessage: (content: string) => Promise<void>;
}): Composer {
  const { session, sendCommand, sendMessage } = parts;
  const plain = byId('plain', HTMLDivElement);
  const box = byId('message-box', HTMLTextAreaElement);
  const send = byId('send', HTMLButtonElement);
  const list = byId('suggestions', HTMLDivElement);
  const note = byId('composer-note', HTMLElement);
  const listbox = createListbox(list, () => box);
  const say = (text: string): void => {
    note.textContent = text;
    note.hidden = text === '';
    if (text !== '') session().announce(text);
  };
  const form = createCommandForm({
    place: byId('command-form', HTMLDivElement),
    list,
    session,
    send: (entry, values) => {
      reset();
      void sendCommand(entry, values);
    },
    cancel: () => {
      form.close();
      reset();
    },
  });

  const entries = () => entriesOf(session().commands, session().persona.locale);

  function reset(): void {
    plain.hidden = false;
    box.value = '';
    say('');
    listbox.hide();
    box.focus();
  }

  function start(entry: Entry, rest = ''): void {
    listbox.hide();
    plain.hidden = true;
    form.open(entry, rest);
  }

  function typed(): void {
    const { texts } = session();
    say('');
    const whole = typedEntry(entries(), box.value);
    if (whole !== null) return start(whole.entry, whole.rest);
    if (!/^\/[^\n]*$/.test(box.value)) return listbox.hide();
    const found = matching(entries(), box.value.slice(1));
    if (found.length === 0) say(texts.noCommands);
    listbox.show(
      texts.commands,
      found.map((entry) => choiceOf(entry)),
      0,
    );
  }

  function choiceOf(entry: Entry): Choice {
    const { texts, persona } = session();
    return {
      choose: () => start(entry),
      view: [
        avatar(
          { id: '0', username: 'Footnote', discriminator: '0', global_name: null, avatar: null, bot: true },
          'small',
        ),
        element(
          'div',
          { class: 'command-line' },
          element(
            'div',
            {},
            element('strong', { text: `/${entry.title}` }),
            ...entry.options.map((option) =>
              element(
                'span',
                { class: option.required === true ? 'chip required' : 'chip' },
                nameOf(option, persona.locale),
                option.required === true ? element('span', { 'aria-hidden': 'true', text: ' *' }) : null,
                option.required === true
                  ? element('span', { class: 'unseen', text: ` ${texts.required}` })
                  : null,
              ),
            ),
          ),
          element('div', { class: 'muted', text: entry.description }),
        ),
      ],
    };
  }

  function submit(): void {
    const content = box.value.trim();
    if (content === '') return;
    if (content.startsWith('/')) {
      const whole = typedEntry(entries(), `${content} `);
      if (whole !== null) start(whole.entry, whole.rest.trim());
      else say(session().texts.noCommands);
      return;
    }
    reset();
    void sendMessage(content);
  }

  box.addEventListener('input', typed);
  box.addEventListener('blur', () => listbox.hide());
  box.addEventListener('keydown', (event) => {
    if (listbox.key(event)) event.preventDefault();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  });
  send.addEventListener('click', submit);
  document.addEventListener('keydown', (event) => {
    const writes = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
    if (event.key !== '/' || writes || document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    if (!form.isOpen) box.focus();
    if (!form.isOpen) line('/');
  });

  function line(text: string): void {
    form.close();
    plain.hidden = false;
    box.value = text;
    box.focus();
    typed();
  }

  return {
    focus: () => box.focus(),
    type: line,
    refresh() {
      const { texts, channel } = session();
      const label = texts.messageBox(channelTitle(channel));
      box.setAttribute('aria-label', label);
      // On a phone there is no room for both.
      box.placeholder = matchMedia('(max-width: 760px)').matches ? label : `${label} — ${texts.slashHint}`;
      if (form.isOpen) {
        form.close();
        plain.hidden = false;
      }
      listbox.hide();
      // What is being typed may mean something else now.
      if (box.value !== '' && document.activeElement === box) typed();
    },
  };
}
