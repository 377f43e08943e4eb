import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { Texts } from '../../texts/texts.ts';
import { button } from './message.ts';

/** One page of several. */
export interface Pager {
  /** Counted from 1, and one that there is. */
  readonly page: number;
  /** Previous and Next; none where there is one page only. */
  readonly buttons: readonly APIButtonComponentWithCustomId[];
  /** "Page 2 of 5"; undefined where there is one page only. */
  readonly footer: string | undefined;
}

/**
 * @param wanted counted from 1; beyond the last page it is the last one
 * @param pageId the custom id of a button that leads to a page
 */
export function pager(
  { wanted, pages }: { readonly wanted: number; readonly pages: number },
  texts: Texts,
  pageId: (page: number) => string,
): Pager {
  const page = Number.isNaN(wanted) ? 1 : Math.min(Math.max(wanted, 1), Math.max(pages, 1));
  if (pages <= 1) return { page, buttons: [], footer: undefined };
  const { previous, next } = texts.reading;
  return {
    page,
    buttons: [
      button(previous, pageId(page - 1), { disabled: page === 1 }),
      button(next, pageId(page + 1), { disabled: page === pages }),
    ],
    footer: texts.reading.page(page, pages),
  };
}
