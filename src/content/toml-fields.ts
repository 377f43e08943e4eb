export interface TomlField {
  readonly key: string;
  /** Without its quotes, and a comment behind them. */
  readonly value: string;
  /** Counted from 0. */
  readonly line: number;
}

/** What is written as `key = value` at the top of TOML, above its tables: enough for the front matter of a page. */
export function tomlFields(text: string): readonly TomlField[] {
  const lines = text.split('\n');
  const table = lines.findIndex((line) => /^\s*\[/.test(line));
  return lines.slice(0, table === -1 ? lines.length : table).flatMap((written, line) => {
    const [, key, value = ''] = /^\s*([\w-]+)\s*=\s*(.*)$/.exec(written) ?? [];
    return key === undefined
      ? []
      : [{ key, value: value.trim().replace(/^(["'])(.*?)\1\s*(?:#.*)?$/, '$2'), line }];
  });
}
