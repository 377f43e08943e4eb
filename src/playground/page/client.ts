import type {
  Demonstration,
  UserAction,
  UserActionResult,
  CommandMenu,
  PageEvent,
  Persona,
  State,
} from '../protocol.ts';

/** The program behind the page. Every call rejects: with a `TypeError` where it has stopped, else where it refuses. */
export interface Client {
  state(): Promise<State>;
  commandMenu(as: Persona): Promise<CommandMenu>;
  act(as: Persona, act: UserAction): Promise<UserActionResult>;
  demonstrate(as: Persona, what: Demonstration): Promise<void>;
  /** Everything is as at the start then, which comes as an event, too. */
  reset(): Promise<void>;
  /** Calls back until the page is left; `onConnection` with each change. */
  listen(onEvent: (event: PageEvent) => void, onConnection: (isThere: boolean) => void): void;
}

/** The program and its page come together: what it sends is as its types say. */
export const client: Client = {
  state: async () => JSON.parse(await ask('/state')),
  commandMenu: async (as) => JSON.parse(await ask(`/offer?as=${encodeURIComponent(JSON.stringify(as))}`)),
  act: async (as, act) => JSON.parse(await send('/act', { as, act })),
  demonstrate: async (as, what) => void (await send('/demonstrate', { as, what })),
  reset: async () => void (await send('/reset', {})),
  listen(onEvent, onConnection) {
    const source = new EventSource('/events');
    source.addEventListener('message', ({ data }: MessageEvent<string>) => onEvent(JSON.parse(data)));
    source.addEventListener('error', () => onConnection(false));
    source.addEventListener('open', () => onConnection(true));
  },
};

function send(path: string, body: unknown): Promise<string> {
  return ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

export async function ask(path: string, options: RequestInit = {}): Promise<string> {
  const response = await fetch(path, options);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
