import mammoth from 'mammoth';
import { damaged, locked, openDocxArchive } from './docx-archive.ts';
import { htmlMarkdown } from './html-markdown.ts';
import { elementsOf, isElement, lineOfText, readHtmlTree, type HtmlElement } from './html-tree.ts';
import { readPlainText } from './plain-text.ts';
import { ImportError, NO_FACTS, told, withoutMarks, type Source, type Told } from './source.ts';

/** A document as Word, LibreOffice, Google Docs and Pages save it. Throws an `ImportError`. */
export async function readDocx(bytes: Uint8Array, name: string): Promise<Source> {
  const archive = await openDocxArchive(bytes, name);
  const { root } = readHtmlTree(withoutMarks(await htmlOf(archive.bytes, name)), name);
  const pictures: Told[] = [];
  const body = withOwnTitle(withNotesBelow(withoutPictures(root, pictures)));
  const all = [...elementsOf(body)];
  // A title of its own is newer than the one that a template left in the properties.
  const title = all.filter((element) => element.name === 'h1').length === 1 ? null : archive.title;
  const facts = { ...NO_FACTS, title, language: archive.language };
  const titles = title === null ? [] : [told(0, 'title', title, "from the document's properties")];
  if (!all.some((element) => STYLED.has(element.name))) {
    const plain = readPlainText(body.children.map((block) => lineOfText(block)).join('\n\n'));
    return {
      kind: 'DOCX',
      markdown: plain.markdown,
      lines: [],
      facts: { ...plain.facts, title, language: archive.language },
      told: [...titles, ...plain.told.map((one) => ({ ...one, line: 0 })), ...pictures],
    };
  }
  const { markdown, told: left } = htmlMarkdown(body, { url: null, isKnown: () => false });
  return { kind: 'DOCX', markdown, lines: [], facts, told: [...titles, ...left, ...pictures] };
}

/** A file of an old Office, in which newer ones wrap what they lock. */
export function refuseOldOffice(bytes: Uint8Array, name: string): never {
  const isLocked = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  if (isLocked) throw locked(name);
  throw new ImportError(
    `${name} is a file of an old Office: save it as DOCX, as HTML or as plain text, and import that.`,
  );
}

/** Where nothing of these stands, headings are lines like others, and are told as in plain text. */
const STYLED: ReadonlySet<string> = new Set('h1 h2 h3 h4 h5 h6 ul ol table a strong em'.split(' '));

/** Beside those that mammoth knows by itself. */
const STYLES = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name^='toc '] => ul > li:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
];

async function htmlOf(docx: Buffer, name: string): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: docx },
      {
        styleMap: STYLES,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      },
    );
    return value;
  } catch {
    // Whatever mammoth meets in it, its author can only save it anew.
    throw damaged(name);
  }
}

/** The same tree, with other elements for some: what `change` gives for one takes its place. */
function changed(
  element: HtmlElement,
  change: (child: HtmlElement) => readonly (HtmlElement | string)[] | null,
): HtmlElement {
  const children = element.children.flatMap((child): readonly (HtmlElement | string)[] =>
    isElement(child) ? (change(child) ?? [changed(child, change)]) : [child],
  );
  return { ...element, children };
}

function withoutPictures(root: HtmlElement, notes: Told[]): HtmlElement {
  return changed(root, ({ name, attributes }) => {
    if (name !== 'img') return null;
    const shows = (attributes['alt'] ?? '').replace(/\s+/gu, ' ').trim();
    notes.push(told(0, 'dropped', shows === '' ? 'a picture' : shows, 'a picture: only text is taken over'));
    return [];
  });
}

/** Below a title in the style of that name, headings are a level deeper. */
function withOwnTitle(root: HtmlElement): HtmlElement {
  const isTitle = ({ name, attributes }: HtmlElement): boolean =>
    name === 'h1' && attributes['class'] === 'title';
  if (!root.children.some((child) => isElement(child) && isTitle(child))) return root;
  return changed(root, (element) => {
    const level = isTitle(element) ? null : /^h([1-5])$/.exec(element.name)?.[1];
    return level === undefined || level === null ? null : [{ ...element, name: `h${Number(level) + 1}` }];
  });
}

const NOTE = /^#?(?:foot|end)note-\d+$/;

/** Footnotes and endnotes, which stand at the end of all, below what they belong to. */
function withNotesBelow(root: HtmlElement): HtmlElement {
  const list = root.children.findLast(isElement);
  const items = list?.name === 'ol' ? list.children.filter(isElement) : [];
  const notes = new Map<string, HtmlElement>(
    items.flatMap((item) => {
      const { id = '' } = item.attributes;
      return NOTE.test(id) ? [[`#${id}`, item] as const] : [];
    }),
  );
  if (notes.size === 0) return root;
  const children = root.children.flatMap((block): readonly (HtmlElement | string)[] => {
    if (block === list) return [];
    if (!isElement(block)) return [block];
    const marks = [...elementsOf(block)].filter(({ attributes }) => notes.has(attributes['href'] ?? ''));
    const below = marks.flatMap((mark) => {
      const note = notes.get(mark.attributes['href'] ?? '');
      return note === undefined ? [] : noteParagraphs(note, lineOfText(mark));
    });
    const shown = /^h[1-6]$/.test(block.name)
      ? changed(block, (element) => (marks.includes(element) ? [] : null))
      : block;
    return [shown, ...below];
  });
  return { ...root, children };
}

/** `[1] What it says`, without the arrow that leads back. */
function noteParagraphs(note: HtmlElement, mark: string): readonly HtmlElement[] {
  const { children } = changed(note, ({ name, attributes }) =>
    name === 'a' && /^#(?:foot|end)note-ref-\d+$/.test(attributes['href'] ?? '') ? [] : null,
  );
  const [first, ...others] = children.filter(isElement);
  return first === undefined ? [] : [{ ...first, children: [`${mark} `, ...first.children] }, ...others];
}
