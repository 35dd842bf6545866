import type { Projection, Row } from '@ledgerdesk/kernel';
import type { Batch, ReadStore, ReadStoreView } from '../port.js';

/** An empty store, and functions that open the same data again. */
export interface Stores {
  readonly store: ReadStore;
  /** Opens another writer on the same data, as another process would. */
  readonly again: () => Promise<ReadStore>;
  /** Opens a view of the same data. */
  readonly view: () => Promise<ReadStoreView>;
  /** Closes everything and deletes the data. */
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

/** A projection with a search index. */
export const pages: Projection = {
  ...notes(),
  name: 'pages',
  table: {
    columns: { text: 'text', owner: 'text' },
    indexes: [],
    search: { text: 'text', owner: 'owner' },
  },
};

/** A batch between the positions `from` and `to` of a log. */
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

/** Runs a test on an empty store, then disposes of it. */
export const withStores = (open: OpenStores, test: (stores: Stores) => Promise<void>) => async (): Promise<void> => {
  const stores = await open();
  try {
    await test(stores);
  } finally {
    await stores.dispose();
  }
};

/** Writes rows to the sample projection and starts serving it. */
export const fill = async (store: ReadStore, rows: Record<string, Row>): Promise<void> => {
  await store.prepare(notes());
  await store.commit(notes(), batch(undefined, '1', rows));
  await store.serve(notes());
};
