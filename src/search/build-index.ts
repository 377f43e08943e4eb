import type { Pack } from '../content/pack.ts';
import { createCandidates } from './candidates.ts';
import { entriesOf } from './entries.ts';
import type { SearchIndex } from './hit.ts';
import { languageOf } from './languages/language.ts';
import { prepareEntry, tokensOf } from './prepared-entry.ts';
import { createSearch } from './search.ts';
import { createSuggest } from './suggest.ts';
import { createVocabulary } from './vocabulary.ts';

/** Reads a pack once, so that every question after is quick. */
export function buildIndex(pack: Pack): SearchIndex {
  const language = languageOf(pack.locale);
  const entries = entriesOf(pack);
  const entryTokens = entries.map((entry) => tokensOf(entry, language));
  const vocabulary = createVocabulary(
    entryTokens.map(({ wordings, heading, sentences }) => [...wordings, heading, ...sentences].flat()),
    language,
  );
  const prepared = entries.map((entry, at) =>
    prepareEntry(
      entry,
      entryTokens[at] ?? { wordings: [], heading: [], sentences: [] },
      vocabulary,
      language,
    ),
  );
  const search = createSearch(prepared, createCandidates(entryTokens), vocabulary, language);
  return { search, suggest: createSuggest(pack, language, search) };
}
