import type { Answer, RequestOptions } from '@ledgerdesk/client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { knownPosition } from './position.js';
import type { ResourceKey } from './resource.js';

/** A page of a list. `next` is the cursor of the page after it. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}

/** A list whose pages are loaded as they are needed. */
export interface PagedList<Item> {
  /** Items of all pages so far; undefined until the first one is loaded. */
  readonly items: readonly Item[] | undefined;
  readonly error: Error | null;
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

/** Loads a list page by page. Its loaded pages are kept current like a resource. */
export const usePages = <Item>(
  key: ResourceKey,
  load: (cursor: string | undefined, options: RequestOptions) => Promise<Answer<Page<Item>>>,
  {
    enabled = true,
    keepPrevious = false,
  }: {
    readonly enabled?: boolean;
    /** Show what matched the last filters until those of now are loaded. */
    readonly keepPrevious?: boolean;
  } = {},
): PagedList<Item> => {
  const result = useInfiniteQuery({
    queryKey: key,
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const after = knownPosition();
      return (await load(pageParam, { signal, ...(after === undefined ? {} : { after }) })).data;
    },
    getNextPageParam: (last) => last.next,
  });
  const items = useMemo(() => result.data?.pages.flatMap((page) => page.items), [result.data]);
  return {
    items,
    error: result.error,
    isLoading: result.isPending && result.fetchStatus !== 'idle',
    hasMore: result.hasNextPage,
    isLoadingMore: result.isFetchingNextPage,
    loadMore: () => void (result.hasNextPage && !result.isFetching && result.fetchNextPage()),
    reload: () => void result.refetch(),
  };
};
