import { openEmbeddings } from '../src/cli/open-embeddings.ts';
import { readConfig } from '../src/config.ts';
import { print, runBench } from './arguments.ts';
import { measureRound } from './round/measure.ts';
import { roundRows } from './round/table.ts';

/** What one round in the playground's test pane does for a thin article: before and after, as docs/evaluation.md has it. */
async function main(): Promise<void> {
  const opened = await openEmbeddings(readConfig({}), { warn: () => undefined });
  try {
    const byWords = await measureRound(null);
    print(roundRows('words alone', byWords).join('\n'));
    if (opened === null) return;
    const withModels = await measureRound(opened.embeddings);
    print(roundRows('with the models', withModels).join('\n'));
    print(`written: ${byWords.written} by words alone, ${withModels.written} with the models`);
  } finally {
    await opened?.close();
  }
}

await runBench(main);
