import type { ImportedPart, OwnArticle } from '../article-protocol.ts';
import { articleTextsFor } from './article-texts.ts';
import { useSession } from './session.ts';

/** What became of each part of a file. */
export function ArticleParts({ article }: { readonly article: OwnArticle }) {
  const { parts: texts } = articleTextsFor(useSession().persona.locale);
  const { parts, partsLeftOut } = article;
  const dropped = parts.filter(({ became }) => became === 'dropped');
  const proposed = parts.filter((part) => part.proposed);
  const kept = parts.filter((part) => !part.proposed && part.became !== 'dropped');
  return (
    <>
      <Group title={texts.proposed(proposed.length)} hint={texts.proposedHint} parts={proposed} />
      <Group title={texts.dropped(dropped.length)} hint={texts.droppedHint} parts={dropped} />
      <Group title={texts.kept(kept.length)} parts={kept} />
      {partsLeftOut === 0 ? null : <p class="muted">{texts.more(partsLeftOut)}</p>}
    </>
  );
}

function Group({
  title,
  hint,
  parts,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly parts: readonly ImportedPart[];
}) {
  const { became: names, line: lineText } = articleTextsFor(useSession().persona.locale);
  if (parts.length === 0) return null;
  return (
    <details class="parts">
      <summary>{title}</summary>
      {hint === undefined ? null : <p class="muted">{hint}</p>}
      <ul>
        {parts.map(({ became, text, why, line }, at) => (
          <li key={at}>
            {became === 'dropped' ? null : <span class="chip">{names[became]}</span>}
            <span class="part-text">
              {text}
              {line === 0 ? null : <small class="muted">{` · ${lineText(line)}`}</small>}
              {why === null ? null : (
                <small class="muted" lang="en">
                  {` · ${why}`}
                </small>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
