const KEY = 'theme';

/** Dark or light, as the system has it, until somebody chooses: that is remembered. */
export function startTheme(button: HTMLButtonElement): void {
  const root = document.documentElement;
  const preferred = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  root.dataset['theme'] = localStorage.getItem(KEY) ?? preferred;
  button.addEventListener('click', () => {
    const other = root.dataset['theme'] === 'light' ? 'dark' : 'light';
    root.dataset['theme'] = other;
    localStorage.setItem(KEY, other);
  });
}
