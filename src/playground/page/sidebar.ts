import type { Channel, PlaceKind, Role } from '../protocol.ts';
import { byId, element } from './element.ts';
import { icon } from './icon.ts';
import { avatar } from './message-view.ts';
import { channelTitle, type Session } from './session.ts';

const PLACES: readonly { readonly place: PlaceKind; readonly sign: string | null }[] = [
  { place: 'dm', sign: null },
  { place: 'server', sign: 'F' },
  { place: 'elsewhere', sign: 'E' },
];

const ROLES: readonly Role[] = ['member', 'moderator', 'administrator'];

/** Where one can go, and who one is. */
export function drawSidebar(session: Session): void {
  const { state, channel, persona, texts } = session;
  const visible = state.channels.filter(({ owner }) => owner === null || owner === persona.role);
  const titles: Readonly<Record<PlaceKind, string>> = {
    dm: texts.directMessages,
    server: texts.server,
    elsewhere: texts.elsewhere,
  };
  const go = (to: Channel | undefined): void => {
    if (to !== undefined) void session.become({ channel: to.id });
  };
  const rail = byId('rail', HTMLElement);
  const focusedAt = [...rail.querySelectorAll('button')].findIndex((one) => one === document.activeElement);
  rail.setAttribute('aria-label', texts.server);
  rail.replaceChildren(
    ...PLACES.map(({ place, sign }) =>
      element(
        'button',
        {
          type: 'button',
          class: `place ${place}`,
          'aria-label': titles[place],
          title: titles[place],
          'aria-current': place === channel.place ? 'true' : undefined,
          on: { click: () => go(visible.find((one) => one.place === place)) },
        },
        sign === null ? icon('mail') : element('span', { 'aria-hidden': 'true', text: sign }),
      ),
    ),
  );
  rail.querySelectorAll('button')[focusedAt]?.focus();

  byId('place-title', HTMLElement).textContent = titles[channel.place];
  byId('place-hint', HTMLElement).textContent = channel.place === 'elsewhere' ? texts.elsewhereHint : '';
  const nav = byId('channels', HTMLElement);
  nav.setAttribute('aria-label', texts.channels);
  const inNav = nav.contains(document.activeElement);
  nav.replaceChildren(
    element(
      'ul',
      {},
      ...visible
        .filter(({ place }) => place === channel.place)
        .map((one) =>
          element(
            'li',
            {},
            element('button', {
              type: 'button',
              class: 'channel',
              text: channelTitle(one).replace(/^#/, '# '),
              'aria-current': one.id === channel.id ? 'page' : undefined,
              on: { click: () => go(one) },
            }),
          ),
        ),
    ),
  );
  if (inNav) nav.querySelector<HTMLElement>('[aria-current]')?.focus();
  drawPersona(session);
}

function drawPersona(session: Session): void {
  const { persona, person, texts, state, become } = session;
  const panel = byId('persona', HTMLElement);
  const focused = panel.contains(document.activeElement) ? document.activeElement?.id : undefined;
  panel.setAttribute('aria-label', texts.you);
  panel.replaceChildren(
    element(
      'div',
      { class: 'persona-head' },
      avatar(
        { id: person.id, username: person.name, discriminator: '0', global_name: null, avatar: null },
        'small',
      ),
      element(
        'div',
        {},
        element('strong', { text: person.name }),
        element('div', { class: 'muted', text: texts.roles[person.role] }),
      ),
    ),
    select(
      'role',
      texts.role,
      ROLES.map((role) => [role, texts.roles[role]]),
      persona.role,
      (role) => {
        const wanted = ROLES.find((one) => one === role);
        if (wanted !== undefined) void become({ role: wanted });
      },
    ),
    select(
      'language',
      texts.language,
      languages(state.locales),
      persona.locale,
      (locale) => void become({ locale }),
    ),
    select(
      'server-language',
      texts.serverLanguage,
      languages(state.locales),
      persona.serverLocale,
      (serverLocale) => void become({ serverLocale }),
    ),
    element(
      'label',
      { class: 'box', title: texts.allCommandsHint },
      checkbox(persona.allCommands, (allCommands) => void become({ allCommands })),
      element(
        'span',
        {},
        texts.allCommands,
        element('small', { class: 'muted', text: texts.allCommandsHint }),
      ),
    ),
  );
  if (focused !== undefined) document.getElementById(focused)?.focus();
}

function select(
  id: string,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
  onChoose: (value: string) => void,
): HTMLElement {
  const field = element(
    'select',
    { id },
    ...options.map(([value, text]) => element('option', { value, text, selected: value === chosen })),
  );
  field.addEventListener('change', () => onChoose(field.value));
  return element('div', { class: 'field' }, element('label', { for: id, text: label }), field);
}

function checkbox(checked: boolean, onChange: (checked: boolean) => void): HTMLInputElement {
  const box = element('input', { id: 'all-commands', type: 'checkbox' });
  box.checked = checked;
  box.addEventListener('change', () => onChange(box.checked));
  return box;
}

/** As Discord calls them. */
const LANGUAGES: Readonly<Record<string, string>> = { 'en-US': 'English, US', 'en-GB': 'English, UK' };

/** Each called as those who speak it call it. */
function languages(locales: readonly string[]): readonly (readonly [string, string])[] {
  return locales.map((locale) => {
    const known = LANGUAGES[locale];
    if (known !== undefined) return [locale, known];
    const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
    return [locale, name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)];
  });
}
