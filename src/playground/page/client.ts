import type { UserAction, UserActionResult, CommandMenu, PageEvent, Persona, State } from '../protocol.ts';

/** The program behind the page. Every call rejects: with a `TypeError` where it has stopped, else where it refuses. */
export interface Client {
  state(): Promise<State>;
  commandMenu(as: Persona): Promise<CommandMenu>;
  act(as: Persona, act: UserAction): Promise<UserActionResult>;
  /** Calls back until the page is left; `onConnection` with each change. */
  listen(onEvent: (event: PageEvent) => void, onConnection: (isThere: boolean) => void): void;
}

/** The program and its page come together: what it sends is as its types say. */
export const client: Client = {
  state: async () => JSON.parse(await ask('/state')),
  commandMenu: async (as) => JSON.parse(await ask(`/offer?as=${encodeURIComponent(JSON.stringify(as))}`)),
  act: async (as, act) =>
    JSON.parse(
      await ask('/act', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ as, act }),
      }),
    ),
  listen(onEvent, onConnection) {
    const source = new EventSource('/events');
    source.addEventListener('message', ({ data }: MessageEvent<string>) => onEvent(JSON.parse(data)));
    source.addEventListener('error', () => onConnection(false));
    source.addEventListener('open', () => onConnection(true));
  },
};

export async function ask(path: string, options: RequestInit = {}): Promise<string> {
  const response = await fetch(path, options);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
