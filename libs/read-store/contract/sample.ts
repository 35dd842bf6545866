import type { Projection, Row } from '@ledgerdesk/kernel';
import type { Batch, ReadStore, ReadStoreView } from '../port.js';

/** An empty store, and ways to open the same data again. */
export interface Stores {
  readonly store: ReadStore;
  /** The same data through a second writer, as another process would have it. */
  readonly again: () => Promise<ReadStore>;
  /** The same data through a view of its own. */
  readonly view: () => Promise<ReadStoreView>;
  /** Closes everything and removes the data. */
  readonly dispose: () => Promise<void>;
}
export type OpenStores = () => Promise<Stores>;

export const notes = (version = 1): Projection => ({
  name: 'open-notes',
  version,
  handles: [],
  table: { columns: { title: 'text', size: 'integer', shelf: 'text' }, indexes: [['shelf', 'size']] },
  keysOf: () => [],
  evolve: () => undefined,
});

/** A batch that follows `from` and ends at `to` in log `log`. */
export const batch = (
  from: string | undefined,
  to: string,
  rows: Record<string, Row | undefined> = {},
  log = 'log',
): Batch => ({
  rows: new Map(Object.entries(rows)),
  from: from === undefined ? undefined : { logId: log, position: from },
  to: { logId: log, position: to },
});

/** Runs a test on an empty store and cleans up after it. */
export const withStores = (open: OpenStores, test: (stores: Stores) => Promise<void>) => async (): Promise<void> => {
  const stores = await open();
  try {
    await test(stores);
  } finally {
    await stores.dispose();
  }
};

/** Fills the sample table and lets it serve. */
export const fill = async (store: ReadStore, rows: Record<string, Row>): Promise<void> => {
  await store.prepare(notes());
  await store.commit(notes(), batch(undefined, '1', rows));
  await store.serve(notes());
};
