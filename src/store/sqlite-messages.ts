/** What a thread of SQLite is told. A file is named by the number that `open` gave: no other thread gives the same. */
export type SqliteOrder =
  | { readonly kind: 'open'; readonly path: string }
  | ({ readonly kind: 'run' } & Statement)
  | { readonly kind: 'begin' | 'commit' | 'rollback' | 'close'; readonly file: number }
  /** One piece of it. `until` is null at first, and then what the piece before answered. */
  | { readonly kind: 'erase'; readonly file: number; readonly until: number | null };

interface Statement {
  readonly file: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What a statement gives: rows where it has any, or how many it changed. */
export interface StatementResult {
  readonly rows: readonly unknown[];
  readonly changes: number | null;
}

/** Whether all is erased: false where somebody is in the way, and it happens later. `until`: where more is to be done now. */
export type ErasePiece = boolean | { readonly until: number };

export interface SqliteAnswers {
  /** The file's number. */
  readonly open: number;
  readonly run: StatementResult;
  readonly begin: null;
  readonly commit: null;
  readonly rollback: null;
  readonly erase: ErasePiece;
  readonly close: null;
}

/** An error as it crosses over: a thread is sent no codes with errors themselves. */
export interface SqliteFailure {
  readonly message: string;
  /** SQLite's, the system's, or one of `FILE_…`; empty where there is none. */
  readonly code: string;
  /** It is the file that can't be opened, and no statement that failed. */
  readonly isOpening: boolean;
}

/** Under the path is another file than the one that was opened, or none. */
export const FILE_REPLACED = 'FILE_REPLACED';
/** The file was closed, since a statement that met a lock may stay open. */
export const FILE_CLOSED = 'FILE_CLOSED';

/** Nothing was tried yet: the thread itself takes long to start. */
export const THREAD_STARTING = 'THREAD_STARTING';

/** `end`: when it is done with what came before. */
export type OrderMessage = 'end' | { readonly id: number; readonly order: SqliteOrder };

/** `started` comes first, once: orders are followed from then on. */
export type AnswerMessage =
  | 'started'
  | { readonly id: number; readonly failure: null; readonly answer: SqliteAnswers[SqliteOrder['kind']] }
  | { readonly id: number; readonly failure: SqliteFailure };
