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

/** Loads the resources of topics again, some time later. */
type Reloader = (topics: readonly Topic[]) => void;

const createReloader = (queries: QueryClient): Reloader => {
  const pending = new Set<Topic>();
  const pendingLong = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let longTimer: ReturnType<typeof setTimeout> | undefined;
  const reloadAll = (topics: Set<Topic>, isMeant: (query: Query) => boolean): void => {
    for (const topic of topics) void queries.invalidateQueries({ queryKey: [topic], predicate: isMeant });
    topics.clear();
  };
  return (topics) => {
    for (const topic of topics) pending.add(topic);
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const topic of pending) pendingLong.add(topic);
      reloadAll(pending, (query) => !isLong(query));
    }, GATHER_MS);
    longTimer ??= setTimeout(() => {
      longTimer = undefined;
      reloadAll(pendingLong, isLong);
    }, LONG_LIST_MS);
  };
};

const reloaders = new WeakMap<QueryClient, Reloader>();

/** The one reloader of what is loaded: a command and the event that it leads to load pages once. */
export const reloaderOf = (queries: QueryClient): Reloader => {
  const reloader = reloaders.get(queries) ?? createReloader(queries);
  reloaders.set(queries, reloader);
  return reloader;
};
