import Libsql from 'libsql';
import { ENTRY_LIMITS } from '../../src/content/entry.ts';
import { passagesOf, type Library } from '../../src/content/pack.ts';
import { dayOf } from '../../src/store/days.ts';
import { MAX_ADDED, MAX_ENTRIES } from '../../src/store/knowledge-store.ts';
import { MAX_QUESTION_LENGTH, MAX_QUESTIONS } from '../../src/store/question-store.ts';
import type { Store } from '../../src/store/store.ts';
import { newId, textKey } from '../../src/store/text.ts';

/** So much of each is another text. */
const READ_OF_A_QUESTION = 400;
/** What `/faq review` keeps of a question. */
const MAX_WORDING_LENGTH = 300;
const WORDINGS_AN_ENTRY = 36;

/**
 * Gives a server as much as the bot keeps of one, or a share of that, all of it of these texts.
 * @param database the file of the store
 */
export async function fillServer(
  serverId: string,
  share: number,
  text: (length: number) => string,
  {
    store,
    database,
    library,
  }: { readonly store: Store; readonly database: string; readonly library: Library },
): Promise<void> {
  const entries = Array.from({ length: MAX_ENTRIES * share }, (_, at) => ({
    locale: 'en',
    // No two ask the same.
    question: `${at} ${text(ENTRY_LIMITS.question - 4)}`,
    answer: text(ENTRY_LIMITS.answer),
    wordings: Array.from({ length: WORDINGS_AN_ENTRY }, (__, other) => `${other} ${text(216)}`),
    section: null,
  }));
  await store.knowledge.addEntries(serverId, entries, Date.now());
  // One by one, through the store, these would take minutes.
  const connection = new Libsql(database);
  try {
    connection.exec('pragma busy_timeout = 10000');
    connection.exec('begin immediate');
    addMany(connection, serverId, share, text, library);
    connection.exec('commit');
  } finally {
    connection.close();
  }
}

function addMany(
  connection: Libsql.Database,
  serverId: string,
  share: number,
  text: (length: number) => string,
  library: Library,
): void {
  const now = Date.now();
  const passages = library.flatMap((pack) => passagesOf(pack).map(({ id }) => ({ pack, id })));
  const prepared = new Map<string, Libsql.Statement>();
  const insert = (table: string, row: Readonly<Record<string, string | number>>) => {
    const places = Object.keys(row).map(() => '?');
    const columns = Object.keys(row).join(', ');
    const statement =
      prepared.get(table) ??
      connection.prepare(`insert into ${table} (${columns}) values (${places.join(', ')})`);
    prepared.set(table, statement);
    statement.run(Object.values(row));
  };
  for (let at = 0; at < MAX_ADDED * share; at += 1) {
    const wording = `${at} ${text(MAX_WORDING_LENGTH - 5)}`;
    const shared = { server_id: serverId, text_key: textKey(wording), position: at, added_at: now };
    insert('lines', { ...shared, id: newId(), locale: 'en', question: wording });
    const { pack, id } = passages[at % passages.length] ?? {};
    if (pack === undefined || id === undefined) continue;
    insert('wordings', { ...shared, slug: pack.slug, locale: pack.locale, passage: id, wording });
  }
  const rest = text(MAX_QUESTION_LENGTH - READ_OF_A_QUESTION - 7);
  for (let at = 0; at < MAX_QUESTIONS * share; at += 1) {
    const id = newId();
    const asked = `${at} ${text(READ_OF_A_QUESTION)} ${rest}`;
    insert('questions', {
      id,
      server_id: serverId,
      // Nothing looks for it: to work it out would take longer than all else here.
      text_key: id,
      text: asked,
      locale: 'en',
      outcome: 'none',
      settled: 0,
      first_asked_at: now,
      last_asked_at: now,
      times: 1 + (at % 7),
    });
    insert('question_days', { question_id: id, server_id: serverId, day: dayOf(now), times: 1 });
  }
  insert('figures', { server_id: serverId, day: dayOf(now), outcome: 'none', times: MAX_QUESTIONS });
}
