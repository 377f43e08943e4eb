import type { APIInteraction } from 'discord-api-types/v10';
import { ENTRY_LIMITS } from '../../src/content/entry.ts';
import {
  attachmentOf,
  autocompleteInteraction,
  slashInteraction,
} from '../../src/playground/interactions.ts';
import { moderatorIn } from './rig.ts';

/** What somebody of the server that is full does. */
export interface Operation {
  readonly name: string;
  readonly interaction: (server: FullServer) => APIInteraction;
}

interface FullServer {
  readonly id: string;
  /** Of all that the bot takes. */
  readonly share: number;
  readonly text: (length: number) => string;
}

/** The largest file that `/faq import` takes, in bytes. */
const MAX_FILE_BYTES = 262_144;

const slash =
  (name: string, subcommand?: string, values?: (text: FullServer['text']) => Record<string, string>) =>
  ({ id, text }: FullServer) =>
    slashInteraction(moderatorIn(id), { name, subcommand, values: values?.(text) });

const typing =
  (name: string, subcommand?: string) =>
  ({ id, text }: FullServer) =>
    autocompleteInteraction(moderatorIn(id), { name, subcommand, focused: 'question', typed: text(60) });

/** In their order: the first prepares what the server taught. */
export const OPERATIONS: readonly Operation[] = [
  { name: 'prepare and ask', interaction: slash('ask', undefined, (text) => ({ question: text(400) })) },
  { name: 'ask', interaction: slash('ask', undefined, (text) => ({ question: text(400) })) },
  { name: 'type a question', interaction: typing('ask') },
  { name: 'type in /faq edit', interaction: typing('faq', 'edit') },
  { name: 'type in /faq remove', interaction: typing('faq', 'remove') },
  { name: '/faq list', interaction: slash('faq', 'list') },
  { name: '/faq review', interaction: slash('faq', 'review') },
  { name: '/stats', interaction: slash('stats') },
  { name: '/faq export', interaction: slash('faq', 'export') },
  { name: '/faq import', interaction: importing },
];

function importing({ id, share, text }: FullServer): APIInteraction {
  let markdown = '## FAQ\n';
  for (let at = 0; ; at += 1) {
    const entry = `\n### ${at} ${text(60).replaceAll('\n', ' ')}?\n\n${text(ENTRY_LIMITS.answer - 100)}\n`;
    if (Buffer.byteLength(markdown + entry) > MAX_FILE_BYTES * share) break;
    markdown += entry;
  }
  const file = attachmentOf({ name: 'faq-en.md', data: Buffer.from(markdown) });
  return slashInteraction(moderatorIn(id), {
    name: 'faq',
    subcommand: 'import',
    values: { file: file.id },
    resolved: { attachments: { [file.id]: file } },
  });
}
