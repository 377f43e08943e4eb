import type { ForumTag } from './forum-api.ts';

/** How forums call the tag of a post that needs no answer any more, in the languages that Discord is in most. */
const NAMES: ReadonlySet<string> = new Set(
  `solved resolved answered closed fixed done
  résolu résolue répondu terminé clos
  gelöst beantwortet erledigt geschlossen
  resuelto solucionado respondido cerrado
  resolvido respondida fechado
  risolto chiuso opgelost løst löst ratkaistu rozwiązane vyřešeno megoldva
  решено вирішено çözüldü 解決済み 解決 已解决 已解決 해결됨 해결`
    .split(/\s+/)
    .map(plain),
);

/** The tag of a forum that marks a post as solved; null where it has none. */
export function solvedTag(tags: readonly ForumTag[]): ForumTag | null {
  return tags.find(({ name }) => NAMES.has(plain(name))) ?? null;
}

/** Without case, emoji and marks around it: `✅ Solved!` is `solved`. */
function plain(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
