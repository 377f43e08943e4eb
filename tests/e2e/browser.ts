import { spawn } from 'node:child_process';
import { accessSync, constants, copyFileSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { FIXED_CLOCK, FIXED_TIME, PASS_A_WEEK } from './fixed-clock.ts';

const ROOT = join(import.meta.dirname, '../..');
/** The program as it is shipped: `npm run test:e2e` compiles it first. */
const PROGRAM = join(ROOT, 'dist/src/cli.js');
/** Each run leaves its pictures here, and git doesn't look at them. */
const PICTURES = join(import.meta.dirname, 'pictures');
/** Those of the documentation change only when it is asked for: `UPDATE_PICTURES=1 npm run test:e2e`. */
const DOCUMENTED = process.env['UPDATE_PICTURES'] === '1' ? join(ROOT, 'docs/pictures') : null;

/** How long an answer took differs each time. */
const STILL = `for (const one of document.querySelectorAll('.took'))
  one.textContent = one.textContent.replace(/[\\d.,]+(?=\\s*ms)/, '12.3');`;

const ARTICLE = join(ROOT, 'content');
export const CLUB = join(import.meta.dirname, 'content');

/** A page of the playground, and all that went wrong on it. */
export interface Visit {
  readonly page: Page;
  /** Requests to anywhere else, errors, and what the page's policy forbade. */
  readonly wrong: string[];
  /** As a person types it into the message box, and sends it off. */
  readonly say: (line: string) => Promise<void>;
  /** Becomes somebody else. */
  readonly be: (role: 'member' | 'moderator' | 'administrator') => Promise<void>;
  /** Reads another channel. */
  readonly go: (channel: string) => Promise<void>;
  /** A week passes, for the program and for the page. */
  readonly passAWeek: () => Promise<void>;
  /** Leaves a picture, the same in each run as long as the page looks the same. */
  readonly picture: (name: string) => Promise<void>;
  /** Ends the program. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opened once for all scenarios. */
export async function openBrowser(): Promise<Browser> {
  // Chromium's own walls need rights that root's containers don't have; nothing but this page is opened.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: findChromium(), args });
}

function findChromium(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
  if (found === undefined) throw new Error('These tests need Chromium: apt-get install chromium');
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Opens a visit for a scenario and closes it after that. Whatever a scenario is about: nothing left the machine, and nothing
 * went wrong behind the scenes.
 */
export function visits(): (options?: Parameters<typeof visit>[1]) => Promise<Visit> {
  let browser: Browser;
  let open: Visit | null = null;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => closeBrowser(browser));
  afterEach(async () => {
    const wrong = open?.wrong;
    await open?.close();
    open = null;
    expect(wrong).toEqual([]);
  });
  return async (options) => (open = await visit(browser, options));
}

/** A program of its own for each visit, and a page that has just been opened. */
async function visit(browser: Browser, options: Looks & { readonly content?: string } = {}): Promise<Visit> {
  const program = await (options.content === undefined ? takeNext() : startProgram(options.content));
  return openPage(browser, program.url, options, program);
}

/** With the article. It starts, which takes half of a visit's time, while the visit before it goes on. */
let next: Promise<Program> | null = null;

function takeNext(): Promise<Program> {
  const taken = next ?? startProgram(ARTICLE);
  next = taken.then(() => startProgram(ARTICLE));
  // Whoever takes it is told.
  next.catch(() => {});
  return taken;
}

/** And the program that nobody visited. */
async function closeBrowser(browser: Browser): Promise<void> {
  await browser.close();
  const program = await next?.catch(() => null);
  next = null;
  await program?.stop();
}

interface Looks {
  readonly width?: number;
  readonly height?: number;
  readonly light?: boolean;
  /** Whether the guided start stays open, which takes room. */
  readonly guide?: boolean;
}

/** @param program what serves the page */
export async function openPage(
  browser: Browser,
  url: string,
  { width = 1200, height = 760, light = false, guide = false }: Looks,
  { stop, passAWeek }: Pick<Program, 'stop' | 'passAWeek'>,
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: light ? 'light' : 'dark',
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(FIXED_TIME);
  let weeks = 0;
  const wrong: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      wrong.push(`asked ${request.url()}`);
  });
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
  });
  await page.goto(url);
  await page.getByRole('combobox', { name: /^Message #general/ }).waitFor();
  if (!guide) {
    await page.getByRole('button', { name: 'Hide the guided start' }).first().click();
    await page.locator('#message-box').focus();
  }

  return {
    page,
    wrong,
    async say(line) {
      const messages = await page.locator('.message').count();
      await page.locator('#message-box').focus();
      await page.keyboard.insertText(line);
      await page.keyboard.press('Enter');
      // A command without anything behind it is sent off once its line is open.
      const form = page.locator('#command-form');
      if (await form.isVisible()) await form.getByRole('button', { name: /^(?:Send|Envoyer)$/ }).click();
      await page.locator('.message').nth(messages).waitFor();
    },
    async be(role) {
      await page.locator('#role').selectOption(role);
      await page.locator('.persona-head', { hasText: new RegExp(role, 'i') }).waitFor();
    },
    async go(channel) {
      await page.getByRole('navigation').getByRole('button', { name: channel }).first().click();
    },
    async passAWeek() {
      passAWeek();
      weeks += 1;
      await page.clock.setFixedTime(new Date(FIXED_TIME.getTime() + weeks * 7 * 86_400_000));
    },
    async picture(name) {
      const path = join(PICTURES, `${name}.png`);
      await page.evaluate(STILL);
      // What lies under the pointer looks different.
      await page.mouse.move(0, 0);
      await page.screenshot({ path, animations: 'disabled' });
      const shown = DOCUMENTED === null ? null : join(DOCUMENTED, `${name}.png`);
      if (shown !== null && existsSync(shown)) copyFileSync(path, shown);
    },
    stop,
    async close() {
      await context.close();
      await stop();
    },
  };
}

interface Program {
  readonly url: string;
  readonly passAWeek: () => void;
  readonly stop: () => Promise<void>;
}

/** @param port 0 for one that is free */
export async function startProgram(content: string, port = 0): Promise<Program> {
  // An empty folder: no .env of the developer's gets in.
  const cwd = mkdtempSync(join(tmpdir(), 'footnote-e2e-'));
  const child = spawn(process.execPath, [...FIXED_CLOCK, PROGRAM, 'start'], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      TZ: 'UTC',
      CONTENT_DIR: content,
      EMBEDDINGS: 'off',
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /http:\S+/.exec(printed);
      if (found !== null) resolve(found[0]);
    });
    child.once('close', (code) => reject(new Error(`The program ended with ${code}: ${printed}`)));
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  return {
    url,
    passAWeek() {
      child.kill(PASS_A_WEEK);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
