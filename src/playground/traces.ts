import { ApplicationCommandType, InteractionType, type APIInteraction } from 'discord-api-types/v10';
import type { RestAnswer, RestCall } from './discord/rest.ts';
import type { Delivered } from './endpoint.ts';
import type { Explanation, Trace } from './protocol.ts';

/** What the page's drawer shows: the last interaction, but for those of typing. */
export interface Traces {
  readonly last: Trace | null;
  /** The returned function is told what came back. */
  begin(interaction: APIInteraction): (delivered: Delivered) => void;
  /** A call of the bot's belongs to the last interaction. */
  call(call: RestCall, answer: RestAnswer): void;
  violations(found: readonly string[]): void;
}

/**
 * @param explain never rejects; null for what is no question
 * @param onTrace called at each change
 */
export function createTraces(
  explain: (interaction: APIInteraction) => Promise<Explanation | null>,
  onTrace: (trace: Trace) => void,
): Traces {
  let last: Trace | null = null;

  const change = (changes: Partial<Trace>): void => {
    if (last === null) return;
    last = { ...last, ...changes };
    onTrace(last);
  };

  async function explained(interaction: APIInteraction): Promise<void> {
    const explanation = await explain(interaction);
    if (last?.id === interaction.id && explanation !== null) change({ explanation });
  }

  return {
    get last() {
      return last;
    },
    begin(interaction) {
      if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return () => undefined;
      const { id } = interaction;
      last = {
        id,
        title: titleOf(interaction),
        request: interaction,
        reply: null,
        calls: [],
        violations: [],
        explanation: null,
      };
      onTrace(last);
      return ({ status, sent, milliseconds }) => {
        if (last?.id !== id) return;
        change({ reply: { status, body: sent?.json ?? null, milliseconds } });
        // Only now: it takes the time of what is measured.
        void explained(interaction);
      };
    },
    call({ method, path, sent }, { status, body }) {
      change({
        calls: [
          ...(last?.calls ?? []),
          { method, path, sent: sent.json ?? null, status, received: body ?? null },
        ],
      });
    },
    violations: (found) => change({ violations: [...(last?.violations ?? []), ...found] }),
  };
}

function titleOf(interaction: APIInteraction): string {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      const { data } = interaction;
      if (data.type !== ApplicationCommandType.ChatInput) return data.name;
      const [first] = data.options ?? [];
      return first !== undefined && 'options' in first ? `/${data.name} ${first.name}` : `/${data.name}`;
    }
    case InteractionType.MessageComponent:
    case InteractionType.ModalSubmit:
      return interaction.data.custom_id;
    case InteractionType.ApplicationCommandAutocomplete:
      return `/${interaction.data.name}`;
    case InteractionType.Ping:
      return 'ping';
  }
}
