const KEY = 'theme';
const root = document.documentElement;

/** Dark or light, as the system has it, until somebody chooses: that is remembered. */
export function startTheme(): void {
  const preferred = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  root.dataset['theme'] = localStorage.getItem(KEY) ?? preferred;
}

export function changeTheme(): void {
  const other = root.dataset['theme'] === 'light' ? 'dark' : 'light';
  root.dataset['theme'] = other;
  localStorage.setItem(KEY, other);
}
