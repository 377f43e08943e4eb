import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { APIAttachment } from 'discord-api-types/v10';
import { exportParts, type ExportPart } from '../../src/content/export-parts.ts';
import { exportEntries } from '../../src/content/export-entries.ts';
import { importEntries } from '../../src/content/import-entries.ts';
import type { Locale } from '../../src/content/pack.ts';
import { planImport } from '../../src/content/plan-import.ts';
import { hasErrors } from '../../src/content/problem.ts';
import type { Attachment, MessageBody } from '../../src/discord/api.ts';
import { DiscordRefusal } from '../../src/discord/refusal.ts';
import { slowDown } from '../../src/discord/cooldown.ts';
import {
  customId,
  reply,
  UserError,
  type ComponentRequest,
  type InServer,
  type Reply,
  type Request,
  type ServerRequest,
} from '../../src/discord/kit.ts';
import { mayAttachFiles, namePermissions } from '../../src/discord/permissions.ts';
import { importPreview, importProblems } from '../../src/discord/render/import-preview.ts';
import { message, notice } from '../../src/discord/render/message.ts';
import { MAX_ENTRIES, type ServerEntry } from '../../src/store/knowledge-store.ts';
import { LANGUAGES } from '../../src/texts/texts.ts';
import { inSlices } from '../../src/time-slices.ts';

/** In bytes: reading takes some seconds a megabyte, in slices between which others are answered. */
const MAX_BYTES = 262_144;

/** A message carries this many (Resources, Message). */
const MAX_FILES = 10;

/** Between two files of one member, and between a preview and its import, in seconds. */
const COOLDOWN = 10;
const READING_TIME = 2;

/** Files of the entries, one a language or several, as `/faq import` reads them. */
export async function exportAll(request: ServerRequest): Promise<Reply> {
  const { store, texts, answers, serverId } = request;
  checkFiles(request);
  takeTurn(request, COOLDOWN);
  const { entries } = await store.knowledge.read(serverId);
  if (entries.length === 0) return reply.private(texts.faq.list.empty);
  const { title, summary, exported } = texts.faq.transfer;
  const parts = partsFor(entries);
  const files: Attachment[] = [];
  for (const [index, { locale, entries: part }] of parts.entries()) {
    const ofSame = parts.filter((one) => one.locale === locale).length;
    const steps = exportEntries(part, { locale, library: answers.library, title, summary });
    files.push({
      name: fileName(locale, ofSame === 1 ? null : index + 1),
      data: Buffer.from(await inSlices(serverId, steps)),
    });
  }
  const count = parts.reduce((sum, part) => sum + part.entries.length, 0);
  return reply.private(message({ content: exported(count), files }));
}

/** Each small enough to be imported again, if as many fit into a message. */
function partsFor(entries: readonly ServerEntry[]): readonly ExportPart[] {
  const parts = exportParts(entries, MAX_BYTES * 0.9);
  return (parts.length <= MAX_FILES ? parts : exportParts(entries, Number.MAX_SAFE_INTEGER)).slice(
    0,
    MAX_FILES,
  );
}

function fileName(locale: Locale, part: number | null = null): string {
  return part === null ? `faq-${locale}.md` : `faq-${part}-${locale}.md`;
}

/** What a file would change; nothing is changed yet. */
export async function preview(request: ServerRequest, file: APIAttachment | null): Promise<Reply> {
  checkFiles(request);
  if (file === null) throw new UserError('no-download', (texts) => texts.faq.transfer.failed);
  takeTurn(request, COOLDOWN);
  const markdown = await download(request, file);
  const locale = languageOf(file.filename, request);
  return reply.private(await previewBody(request, markdown, locale));
}

/** The file goes by what its preview carries: it is read again, and nothing is done that was not shown. */
export async function importAll(request: ComponentRequest & InServer): Promise<Reply> {
  const { args, interaction, store, texts, serverId } = request;
  const [locale = '', revision] = args;
  const file = interaction.message?.attachments[0];
  if (file === undefined) throw new UserError('gone', (all) => all.faq.transfer.gone);
  takeTurn(request, READING_TIME);
  const markdown = await download(request, file);
  const read = await planFor(request, markdown, locale);
  if ('refusal' in read) return reply.update(read.refusal);
  const { plan, knowledge } = read;
  const again = async () =>
    reply.update(await previewBody(request, markdown, locale, texts.faq.transfer.meanwhile));
  if (String(knowledge.revision) !== revision) return again();
  const changed = await store.knowledge.changeEntries(
    serverId,
    knowledge.revision,
    plan,
    Date.now(),
    request.member.id,
  );
  if (changed.did !== 'changed') return again();
  const done = texts.faq.transfer.done(plan.added.length, plan.edited.length);
  return reply.update(done);
}

async function previewBody(
  request: ServerRequest,
  markdown: string,
  locale: Locale,
  note?: string,
): Promise<MessageBody> {
  const read = await planFor(request, markdown, locale);
  if ('refusal' in read) return read.refusal;
  return importPreview(read.plan, {
    texts: request.texts,
    warnings: read.warnings,
    file: { name: fileName(locale), data: Buffer.from(markdown) },
    importId: customId('faq', 'import', locale, read.knowledge.revision),
    note,
  });
}

/** What a file would do, or a message that says why it can do nothing. */
async function planFor(request: ServerRequest, markdown: string, locale: Locale) {
  const { store, answers, texts, serverId } = request;
  const { transfer } = texts.faq;
  const { entries, problems } = await inSlices(
    serverId,
    importEntries(markdown, { file: fileName(locale), locale, library: answers.library }),
  );
  if (hasErrors(problems)) return { refusal: importProblems(problems, texts) };
  const knowledge = await store.knowledge.read(serverId);
  const plan = await inSlices(serverId, planImport(entries, knowledge.entries));
  const would = knowledge.entries.length + plan.added.length;
  if (would > MAX_ENTRIES) return { refusal: notice(transfer.tooMany(MAX_ENTRIES, would)) };
  return { plan, knowledge, warnings: problems };
}

async function download(
  { discord, log }: Request,
  { url, size }: Pick<APIAttachment, 'url' | 'size'>,
): Promise<string> {
  const fetched = size > MAX_BYTES ? Promise.resolve(null) : discord.download(url, MAX_BYTES);
  const file = await fetched.catch((error: unknown) => {
    if (!(error instanceof DiscordRefusal)) throw error;
    log.warn({ err: error }, 'an attached file could not be read');
    throw new UserError('no-download', (texts) => texts.faq.transfer.failed);
  });
  if (file === null) {
    throw new UserError('too-large', (texts) => texts.faq.transfer.tooLarge(MAX_BYTES / 1024));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    throw new UserError('not-text', (texts) => texts.faq.transfer.notText);
  }
}

/** As the file's name ends, such as `faq-fr.md`; else that of public replies. */
function languageOf(name: string, { answers, publicLocale }: Request): Locale {
  const [stem = ''] = /^[^.]*/.exec(name.toLowerCase()) ?? [];
  const known = [...LANGUAGES, ...answers.library.map(({ locale }) => locale)];
  const isNamed = (locale: string) => `-${stem}`.endsWith(`-${locale.toLowerCase()}`);
  return known.find((locale) => isNamed(locale)) ?? publicLocale;
}

function takeTurn({ cooldown }: Request, seconds: number): void {
  const wait = cooldown('file', seconds);
  if (wait > 0) throw slowDown(wait);
}

function checkFiles({ place }: Request): void {
  if (mayAttachFiles(place)) return;
  const { AttachFiles } = PermissionFlagsBits;
  throw new UserError('bot-lacks', (texts) => texts.errors.botLacks(namePermissions(AttachFiles, texts)));
}
