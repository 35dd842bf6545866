import type { Answer, RequestOptions } from '@ledgerdesk/client';
import {
  keepPreviousData,
  type Query,
  queryOptions,
  type UseQueryOptions,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query';
import { knownPosition } from './position.js';
import type { Topic } from './topics.js';

/** Topic and parameters of a resource. Equal keys are one resource. */
export type ResourceKey = readonly [Topic, ...unknown[]];

/** A resource of the engine, and how it is loaded. */
export type Resource<T> = UseQueryOptions<Answer<T>, Error, Answer<T>, ResourceKey>;

/**
 * Describes a resource. While its pages are shown it is loaded again when its topic changes.
 *
 * @example
 * export const ticket = (ticketId: string) =>
 *   resource(['tickets', ticketId], (options) =>
 *     client.get('/v1/tickets/{ticketId}', { path: { ticketId }, ...options }),
 *   );
 */
export const resource = <T>(key: ResourceKey, load: (options: RequestOptions) => Promise<Answer<T>>): Resource<T> =>
  queryOptions({
    queryKey: key,
    queryFn: ({ signal }) => {
      const after = knownPosition();
      return load({ signal, ...(after === undefined ? {} : { after }) });
    },
  });

/** A resource as a page shows it. `data` is undefined until it is loaded for the first time. */
export interface ShownResource<T> {
  readonly data: T | undefined;
  /** For `ifMatch` of a command on it. */
  readonly etag: string | null;
  /** Why it could not be loaded. `data` may still be an earlier state. */
  readonly error: Error | null;
  readonly isLoading: boolean;
  /** True until the first answer or error. Stays false when it is loaded again after an error, unlike `isLoading`. */
  readonly isAwaited: boolean;
  /** `data` is of other parameters, until those of now are loaded. */
  readonly isPrevious: boolean;
  readonly reload: () => void;
}

/** True until the first answer or error of a query; a query without data is pending again whenever it is repeated. */
export const isAwaited = ({
  isPending,
  fetchStatus,
  errorUpdateCount,
}: Pick<UseQueryResult, 'isPending' | 'fetchStatus' | 'errorUpdateCount'>): boolean =>
  isPending && fetchStatus !== 'idle' && errorUpdateCount === 0;

/** What pages use of an answer. */
type Contents<T> = Pick<Answer<T>, 'data' | 'etag'>;

/** The contents of an answer stay the same object when it is loaded again and nothing has changed. */
const contentsOf = <T>({ data, etag }: Answer<T>): Contents<T> => ({ data, etag });

/** What a component is rendered again for: not for each time that it is loaded again. */
const SHOWN = ['data', 'error', 'isPending', 'isLoading', 'isPlaceholderData', 'errorUpdateCount'] as const;

const shown = <T>(result: UseQueryResult<Contents<T>>): ShownResource<T> => ({
  data: result.data?.data,
  etag: result.data?.etag ?? null,
  error: result.error,
  isLoading: result.isPending && result.fetchStatus !== 'idle',
  isAwaited: isAwaited(result),
  isPrevious: result.isPlaceholderData,
  reload: () => void result.refetch(),
});

/** How a page loads a resource. */
interface Loading<T> {
  /** False: not yet. */
  readonly enabled?: boolean;
  /** Show the last parameters' data until those of now are loaded, as lists do. */
  readonly keepPrevious?: boolean;
  /** Load again after this time, which may depend on what was loaded. */
  readonly everyMs?: number | ((data: T | undefined) => number);
}

type LoadedQuery<T> = Query<Answer<T>, Error, Answer<T>, ResourceKey>;

const intervalOf = <T>(everyMs: NonNullable<Loading<T>['everyMs']>, data: T | undefined): number =>
  typeof everyMs === 'number' ? everyMs : everyMs(data);

/** Loads a resource and keeps it current. */
export const useResource = <T>(
  options: Resource<T>,
  { enabled = true, keepPrevious = false, everyMs }: Loading<T> = {},
): ShownResource<T> =>
  shown(
    useQuery({
      ...options,
      select: contentsOf<T>,
      notifyOnChangeProps: [...SHOWN],
      enabled,
      ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
      ...(everyMs === undefined
        ? {}
        : { refetchInterval: ({ state }: LoadedQuery<T>) => intervalOf(everyMs, state.data?.data) }),
    }),
  );
