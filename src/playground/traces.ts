import { ApplicationCommandType, InteractionType, type APIInteraction } from 'discord-api-types/v10';
import type { RestAnswer, RestCall } from './discord/rest.ts';
import type { Delivered } from './endpoint.ts';
import type { Explanation, Trace } from './protocol.ts';
import { fullName } from './slash-data.ts';

/** What the page's drawer shows: the last interactions. */
export interface Traces {
  /** The newest first. */
  readonly all: readonly Trace[];
  begin(interaction: APIInteraction): Tracing;
  /** Answers a call of the bot's, and notes it with the interaction that it belongs to. */
  call(call: RestCall, answer: () => RestAnswer): RestAnswer;
  /** Of what is being looked at just now. */
  violations(found: readonly string[]): void;
  clear(): void;
}

interface Tracing {
  /** What is objected to meanwhile is about this interaction. */
  readonly looking: <T>(at: () => T) => T;
  readonly done: (delivered: Delivered) => void;
}

/** So many that were used, and so many that came of typing: the one pushes the other out of sight. */
const KEPT = 20;

/**
 * @param explain never rejects; null for what is no question
 * @param onTrace called at each change
 * @param now in milliseconds since 1970
 */
export function createTraces(parts: {
  readonly explain: (interaction: APIInteraction) => Promise<Explanation | null>;
  readonly onTrace: (trace: Trace) => void;
  readonly now: () => number;
}): Traces {
  const { explain, onTrace, now } = parts;
  let all: readonly Trace[] = [];
  /** The token is what a bot's calls name their interaction by. */
  const tokens = new Map<string, string>();
  let looked: string | null = null;

  const change = (id: string | null, changes: (before: Trace) => Partial<Trace>): void => {
    const before = all.find((one) => one.id === id);
    if (before === undefined) return;
    const after = { ...before, ...changes(before) };
    all = all.map((one) => (one === before ? after : one));
    onTrace(after);
  };
  const add = (trace: Trace): void => {
    const alike = all.filter(({ typing }) => typing === trace.typing);
    const oldest = alike.length < KEPT ? undefined : alike.at(-1);
    all = [trace, ...all.filter((one) => one !== oldest)];
    for (const [token, id] of tokens) if (id === oldest?.id) tokens.delete(token);
    onTrace(trace);
  };
  const looking = <T>(id: string | null, at: () => T): T => {
    looked = id;
    try {
      return at();
    } finally {
      looked = null;
    }
  };
  /** By its token; else, as pins have none, the last that was no typing. */
  const ownerOf = ({ path }: RestCall): string | null => {
    const [token] = [...tokens.keys()].filter((one) => path.includes(`/${one}`));
    return tokens.get(token ?? '') ?? all.find(({ typing }) => !typing)?.id ?? null;
  };

  async function explained(interaction: APIInteraction): Promise<void> {
    const explanation = await explain(interaction);
    if (explanation !== null) change(interaction.id, () => ({ explanation }));
  }

  return {
    get all() {
      return all;
    },
    begin(interaction) {
      const { id } = interaction;
      const typing = interaction.type === InteractionType.ApplicationCommandAutocomplete;
      if ('token' in interaction) tokens.set(interaction.token, id);
      add({
        id,
        at: now(),
        title: titleOf(interaction),
        by: (interaction.member?.user ?? interaction.user)?.id ?? '',
        typing,
        request: interaction,
        reply: null,
        calls: [],
        violations: [],
        explanation: null,
      });
      return {
        looking: (at) => looking(id, at),
        done({ status, sent, milliseconds }) {
          change(id, () => ({ reply: { status, body: sent?.json ?? null, milliseconds } }));
          // Only now: it takes the time of what is measured.
          if (!typing) void explained(interaction);
        },
      };
    },
    call(call, answer) {
      const owner = ownerOf(call);
      const answered = looking(owner, answer);
      const { method, path, sent } = call;
      const { status, body } = answered;
      change(owner, ({ calls }) => ({
        calls: [...calls, { method, path, sent: sent.json ?? null, status, received: body ?? null }],
      }));
      return answered;
    },
    violations: (found) => change(looked, ({ violations }) => ({ violations: [...violations, ...found] })),
    clear() {
      all = [];
      tokens.clear();
    },
  };
}

function titleOf(interaction: APIInteraction): string {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
    case InteractionType.ApplicationCommandAutocomplete: {
      const { data } = interaction;
      return data.type === ApplicationCommandType.ChatInput ? `/${fullName(data)}` : data.name;
    }
    case InteractionType.MessageComponent:
    case InteractionType.ModalSubmit:
      return interaction.data.custom_id;
    case InteractionType.Ping:
      return 'ping';
  }
}
