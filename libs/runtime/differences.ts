import { isDeepStrictEqual } from 'node:util';
import type { Row } from '@ledgerdesk/kernel';
import type { KeyedRow, ProjectionRef, ReadStore } from '@ledgerdesk/read-store';

/** A row that differs between two versions; undefined in a version that does not have it. */
export interface Difference {
  readonly key: string;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

const PAGE = 500;

/**
 * Yields the rows that differ between two versions of a projection. Compare versions at the same position.
 *
 * @example
 * for await (const { key, before, after } of differences(store, from, to)) console.log(key, before, after);
 */
export async function* differences(
  store: Pick<ReadStore, 'page' | 'rows'>,
  before: ProjectionRef,
  after: ProjectionRef,
): AsyncGenerator<Difference> {
  for await (const page of pagesOf(store, before)) yield* changed(page, (await store.rows(after, keysOf(page))).rows);
  for await (const page of pagesOf(store, after)) yield* added(page, (await store.rows(before, keysOf(page))).rows);
}

async function* pagesOf(store: Pick<ReadStore, 'page'>, ref: ProjectionRef): AsyncGenerator<readonly KeyedRow[]> {
  for (let after: string | undefined; ;) {
    const page = await store.page(ref, after, PAGE);
    yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.key;
  }
}

const keysOf = (page: readonly KeyedRow[]): string[] => page.map(({ key }) => key);

const changed = (page: readonly KeyedRow[], others: ReadonlyMap<string, Row>): Difference[] =>
  page
    .map(({ key, row }) => ({ key, before: row, after: others.get(key) }))
    .filter((pair) => !isDeepStrictEqual(pair.before, pair.after));

const added = (page: readonly KeyedRow[], others: ReadonlyMap<string, Row>): Difference[] =>
  page.filter(({ key }) => !others.has(key)).map(({ key, row }) => ({ key, before: undefined, after: row }));
