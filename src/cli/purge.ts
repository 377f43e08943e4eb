import { createInterface } from 'node:readline/promises';
import type { Store } from '../store/store.ts';
import { UsageError } from './usage.ts';

/** Deletes at once all that is kept of a server. Resolves with the exit code. */
export async function runPurge(parts: {
  /** Called once it is sure that something is to be deleted. */
  readonly open: () => Promise<Pick<Store, 'servers' | 'close'>>;
  readonly guildId: string | undefined;
  /** Without asking. */
  readonly yes: boolean;
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}): Promise<number> {
  const { open, guildId, yes, input, output } = parts;
  if (guildId === undefined || !/^\d{1,20}$/.test(guildId)) {
    throw new UsageError('Name the server by its ID, digits only: footnote purge --guild ID');
  }
  if (!yes && input.isTTY !== true) {
    throw new UsageError('This can not be undone, and nobody is here to be asked: add --yes.');
  }
  if (!yes && !(await confirm(guildId, input, output))) {
    output.write('Nothing was deleted.\n');
    return 1;
  }
  const rows = await purge(guildId, open);
  output.write(
    rows === 0
      ? `Nothing is kept of server ${guildId}.\n`
      : `Deleted all that was kept of server ${guildId}: ${rows === 1 ? '1 row' : `${rows} rows`}.\n`,
  );
  return 0;
}

async function purge(guildId: string, open: Parameters<typeof runPurge>[0]['open']): Promise<number> {
  const store = await open();
  try {
    return await store.servers.purge(guildId);
  } finally {
    await store.close();
  }
}

async function confirm(
  guildId: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<boolean> {
  const lines = createInterface({ input, output });
  try {
    const typed = await lines.question(
      `This deletes all that is kept of server ${guildId}: its settings, questions, votes, figures, pins and added answers.\nIt can not be undone. Type yes to go on: `,
    );
    return typed.trim().toLowerCase() === 'yes';
  } finally {
    lines.close();
  }
}
