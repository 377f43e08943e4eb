import { useEffect, useRef } from 'preact/hooks';
import type { Brought } from './article-client.ts';
import { articleTextsFor } from './article-texts.ts';
import { bring } from './own-articles.ts';
import { useSession } from './session.ts';

/** Takes files that are dropped anywhere on the page, and says so while they are dragged over it. */
export function ArticleDrop() {
  const session = useSession();
  const sign = useRef<HTMLDivElement>(null);
  useEffect(() => {
    /** The sign lies above open dialogs, too. */
    const show = (isShown: boolean): void => {
      if (sign.current?.matches(':popover-open') !== isShown) sign.current?.togglePopover(isShown);
    };
    const over = (event: DragEvent): void => {
      if (!isForPage(event)) return show(false);
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      return show(true);
    };
    const leave = ({ relatedTarget }: DragEvent): void => {
      if (relatedTarget === null) show(false);
    };
    const drop = (event: DragEvent): void => {
      show(false);
      if (!isForPage(event)) return;
      event.preventDefault();
      void droppedIn(event).then((all) => (all.length === 0 ? undefined : bring(session, all)));
    };
    document.addEventListener('dragenter', over);
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragenter', over);
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, []);
  return (
    <div ref={sign} popover="manual" class="drop-sign" aria-hidden="true">
      <p>{articleTextsFor(session.persona.locale).dropHere}</p>
    </div>
  );
}

/** Files, and not over a field that takes one itself. */
function isForPage({ dataTransfer, target }: DragEvent): boolean {
  const takesFiles = target instanceof HTMLInputElement && target.type === 'file';
  return dataTransfer?.types.includes('Files') === true && !takesFiles;
}

/** Each file is an article of its own, and so is each folder. */
async function droppedIn({ dataTransfer }: DragEvent): Promise<readonly Brought[]> {
  // Before anything is waited for: the list is empty then.
  const entries = Array.from(dataTransfer?.items ?? []).flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    const file = item.getAsFile();
    return entry?.isDirectory === true || file !== null ? [{ entry, file }] : [];
  });
  const hasPage = entries.some(
    ({ file, entry }) => entry?.isFile === true && /\.html?$/i.test(file?.name ?? ''),
  );
  const all: Brought[] = [];
  for (const { entry, file } of entries) {
    if (isDirectory(entry)) {
      // A browser saves a page's pictures and styles in a folder beside it.
      if (hasPage && entry.name.endsWith('_files')) continue;
      all.push({ name: entry.name, files: await filesIn(entry), isFolder: true });
    } else if (file !== null) all.push({ name: file.name, files: [file], isFolder: false });
  }
  return all;
}

function isDirectory(entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry {
  return entry?.isDirectory === true;
}

/** As many as `footnote import` reads. */
const MAX_FILES = 2_000;

/** Those that may hold a question, in the folder and below it. */
async function filesIn(folder: FileSystemDirectoryEntry): Promise<readonly File[]> {
  const files: File[] = [];
  const left: FileSystemDirectoryEntry[] = [folder];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const reader = next.createReader();
    // It gives a hundred at a time.
    for (let some = await entriesOf(reader); some.length > 0; some = await entriesOf(reader)) {
      for (const entry of some) {
        if (/^(?:\.|readme\.|node_modules$)/i.test(entry.name)) continue;
        if (isDirectory(entry)) left.push(entry);
        else if (
          isFile(entry) &&
          /\.(?:md|mdx|markdown|te?xt)$/i.test(entry.name) &&
          files.length < MAX_FILES
        )
          files.push(await fileOf(entry));
      }
    }
  }
  return files;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function entriesOf(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  return new Promise((resolve, reject) => {
    reader.readEntries(resolve, reject);
  });
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}
