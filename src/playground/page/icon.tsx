import type { ButtonHTMLAttributes } from 'preact';

/** Drawn on a square of 24, so that they look alike whichever fonts there are. */
const PATHS = {
  pin: 'M15.2 2.6a1 1 0 0 1 1.4 0l4.8 4.8a1 1 0 0 1 0 1.4l-.9.9a1 1 0 0 1-1.1.2l-3.6 3.6c.4 2 0 4.2-1.5 5.7a1 1 0 0 1-1.4 0l-3.2-3.2L4 21.7a1 1 0 0 1-1.4 0 1 1 0 0 1 0-1.4l5.7-5.7-3.2-3.2a1 1 0 0 1 0-1.4c1.5-1.5 3.7-1.9 5.7-1.5l3.6-3.6a1 1 0 0 1 .2-1.1z',
  theme: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2v16a8 8 0 0 1 0-16z',
  code: 'M8.7 6.3a1 1 0 0 1 0 1.4L4.4 12l4.3 4.3a1 1 0 0 1-1.4 1.4l-5-5a1 1 0 0 1 0-1.4l5-5a1 1 0 0 1 1.4 0zm6.6 0a1 1 0 0 0 0 1.4l4.3 4.3-4.3 4.3a1 1 0 0 0 1.4 1.4l5-5a1 1 0 0 0 0-1.4l-5-5a1 1 0 0 0-1.4 0z',
  menu: 'M3 5h18v2H3zm0 6h18v2H3zm0 6h18v2H3z',
  close: 'M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4L12 13.4 6.4 19 5 17.6 10.6 12 5 6.4z',
  send: 'M3.4 20.4 21 12 3.4 3.6 5.5 11l8.5 1-8.5 1z',
  more: 'M5 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  eye: 'M12 5C6.5 5 2.7 9.4 1.3 11.5a1 1 0 0 0 0 1C2.7 14.6 6.5 19 12 19s9.3-4.4 10.7-6.5a1 1 0 0 0 0-1C21.3 9.4 17.5 5 12 5zm0 11a4 4 0 1 1 0-8 4 4 0 0 1 0 8zm0-2a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  file: 'M6 2h8l6 6v14H4V2zm7 2v5h5zM8 13h8v1.5H8zm0 3.5h8V18H8z',
  mail: 'M2 5h20v14H2zm2.5 2 7.5 5.6L19.5 7zM4 9v8h16V9l-8 6z',
  test: 'M4.7 4.3 7 6.6l-4 4-2.3-2.3 1.4-1.4.9.9zM10 5h12v2H10zm0 6h12v2H10zm0 6h12v2H10zM2 11h5v2H2zm0 6h5v2H2z',
  down: 'M5.3 9.3a1 1 0 0 1 1.4 0l5.3 5.3 5.3-5.3a1 1 0 1 1 1.4 1.4l-6 6a1 1 0 0 1-1.4 0l-6-6a1 1 0 0 1 0-1.4z',
  guide:
    'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm4.9 5.1-2.8 7-7 2.8 2.8-7zM12 10.8a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z',
  // Two bubbles, as of a talk.
  forum:
    'M4 2h11a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H8l-4 4v-4a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2zm15 6h1a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2v3l-3-3h-6a2 2 0 0 1-2-2v-1.2l1.8-1.8H16a3 3 0 0 0 3-3z',
  back: 'M10.7 5.3a1 1 0 0 1 0 1.4L6.4 11H20a1 1 0 1 1 0 2H6.4l4.3 4.3a1 1 0 0 1-1.4 1.4l-6-6a1 1 0 0 1 0-1.4l6-6a1 1 0 0 1 1.4 0z',
  write: 'M4 16.5 15.5 5 19 8.5 7.5 20H4zM16.9 3.6l1-1a1.4 1.4 0 0 1 2 0l1.5 1.5a1.4 1.4 0 0 1 0 2l-1 1z',
  check: 'M9.5 16.2 5.3 12l-1.4 1.4 5.6 5.6L20.1 8.4 18.7 7z',
} as const;

type IconName = keyof typeof PATHS;

/** Says nothing to screen readers: what it stands in does. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class="sign">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** A button that says what it does, though it shows only a sign. */
export function IconButton({
  sign,
  label,
  class: className = '',
  ...attributes
}: Omit<ButtonHTMLAttributes, 'class' | 'label'> & {
  readonly sign: IconName;
  readonly label: string;
  readonly class?: string;
}) {
  return (
    <button type="button" class={`icon ${className}`.trim()} aria-label={label} title={label} {...attributes}>
      <Icon name={sign} />
    </button>
  );
}
