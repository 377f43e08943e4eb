import { parentPort, workerData } from 'node:worker_threads';
import { readFolderOfQuestions } from '../import/folder-of-questions.ts';
import { importSource } from '../import/import-source.ts';
import { readImportFile } from '../import/read-file.ts';
import { ImportError } from '../import/source.ts';
import type { ImportAnswer, ImportOrder } from './import-thread.ts';

// A thread that imports one article (`workerData`: an `ImportOrder`), answers, and ends.

const port = parentPort;
if (port === null) throw new Error('Run this in a worker thread.');

/** Only `import-thread.ts` starts it. */
const order: ImportOrder = workerData;
port.postMessage(await answerTo(order), []);

async function answerTo({ name, files, isFolder, locale }: ImportOrder): Promise<ImportAnswer> {
  try {
    const [first] = files;
    if (first === undefined) throw new ImportError(`${name} holds no file that can be read.`);
    const source = isFolder ? readFolderOfQuestions(files, name) : await readImportFile(first);
    return { imported: importSource(source, { name, slug: 'article', locale }) };
  } catch (error) {
    if (error instanceof ImportError) return { refused: error.message };
    throw error;
  }
}
