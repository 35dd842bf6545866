import type { Query, QueryClient } from '@tanstack/react-query';
import type { Topic } from '../api/topics.js';

/** Changes that come within this time load pages once. */
const GATHER_MS = 150;
/** A list of more pages than this is long. */
const LONG_PAGES = 5;
/** Long lists are loaded again no more often: every event of a busy desk would load thousands of rows. */
const LONG_LIST_MS = 30_000;

/** Returns true for a list of which many pages are loaded. */
const isLong = ({ state: { data } }: Query): boolean =>
  typeof data === 'object' &&
  data !== null &&
  'pages' in data &&
  Array.isArray(data.pages) &&
  data.pages.length > LONG_PAGES;

/** Loads the resources of topics again, some time later. Resolves when those that are shown are loaded. */
type Reloader = (topics: readonly Topic[]) => Promise<void>;

/** Maximum time that a load delays the next one, which cancels it: a load hangs if the connection is lost. */
const PATIENCE_MS = 5_000;

const settledSoon = (load: Promise<void>): Promise<void> =>
  Promise.race([load, new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))]);

const createReloader = (queries: QueryClient): Reloader => {
  const pending = new Set<Topic>();
  const pendingLong = new Set<Topic>();
  let loading: Promise<void> | undefined;
  /** Settles with the current load. The next one waits for it, since it would cancel it: on a busy desk, every load. */
  let last = Promise.resolve();
  let longTimer: ReturnType<typeof setTimeout> | undefined;
  const reloadAll = async (topics: Set<Topic>, isMeant: (query: Query) => boolean): Promise<void> => {
    const meant = [...topics];
    topics.clear();
    await Promise.all(meant.map((topic) => queries.invalidateQueries({ queryKey: [topic], predicate: isMeant })));
  };
  const gather = (): Promise<void> =>
    new Promise((resolve) =>
      setTimeout(() => {
        loading = undefined;
        for (const topic of pending) pendingLong.add(topic);
        last = settledSoon(last).then(() => reloadAll(pending, (query) => !isLong(query)));
        resolve(last);
      }, GATHER_MS),
    );
  return (topics) => {
    for (const topic of topics) pending.add(topic);
    longTimer ??= setTimeout(() => {
      longTimer = undefined;
      void reloadAll(pendingLong, isLong);
    }, LONG_LIST_MS);
    return (loading ??= gather());
  };
};

const reloaders = new WeakMap<QueryClient, Reloader>();

/** The one reloader of what is loaded: a command and the event that it leads to load pages once. */
export const reloaderOf = (queries: QueryClient): Reloader => {
  const reloader = reloaders.get(queries) ?? createReloader(queries);
  reloaders.set(queries, reloader);
  return reloader;
};
