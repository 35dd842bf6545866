/** The part of a page that names the next one. */
export interface PageLink {
  /** Undefined on the last page. */
  readonly next?: string;
}

/** How far a list is read. */
export interface PagingOptions {
  /** Maximum number of pages. Default: all. */
  readonly maxPages?: number;
}

/**
 * Yields the pages of a list, each loaded when it is needed. A page may have no items although others follow. Throws
 * RangeError if a cursor does not lead on, so that no loop is endless.
 *
 * @param load Loads the page at a cursor, the first one without.
 */
export async function* pagesOf<P extends PageLink>(
  load: (cursor: string | undefined) => Promise<P>,
  { maxPages = Infinity }: PagingOptions,
): AsyncGenerator<P> {
  let cursor: string | undefined;
  for (let count = 0; count < maxPages; count += 1) {
    const page = await load(cursor);
    yield page;
    if (page.next === undefined) return;
    if (page.next === cursor) throw new RangeError('The next page is the same one. Stopped to avoid an endless loop.');
    cursor = page.next;
  }
}
