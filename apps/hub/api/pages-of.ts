import type { Answer, RequestOptions } from '@ledgerdesk/client';
import { hashKey, type InfiniteData, type Query, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { knownPosition } from './position.js';
import type { ResourceKey } from './resource.js';

/** A page of a list. `next` is the cursor of the page after it, `previous` that of the page before. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
  readonly previous?: string | undefined;
}

/** Loads a page: the first one from its end of the list, or the one at a cursor. */
type LoadPage<Item> = (cursor: string | undefined, options: RequestOptions) => Promise<Answer<Page<Item>>>;

/** The end of a list from which it is shown. */
type Side = 'start' | 'end';

/** Where a page is: at an end of the list, after a cursor or before one. */
type Place = Side | { readonly after: string } | { readonly before: string };

/** A list whose pages are loaded as they are needed. */
export interface PagedList<Item> {
  /** Names what is listed, by its filters and order. */
  readonly key: string;
  /** Items of all pages so far; undefined until the first one is loaded. */
  readonly items: readonly Item[] | undefined;
  readonly error: Error | null;
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  /** There are items before those that are loaded. */
  readonly hasEarlier: boolean;
  readonly isLoadingEarlier: boolean;
  readonly loadEarlier: () => void;
  readonly side: Side;
  /** Shows the list from one of its ends; undefined if it can only be read from its start. */
  readonly showFrom: ((side: Side) => void) | undefined;
  /** The items are those of before, until what was asked for last is loaded. */
  readonly isChanging: boolean;
  readonly reload: () => void;
}

/** Marks the key of a list that is shown from its end. */
const FROM_END = 'from-end';

/** From which end a list is shown: another list begins at its start. */
const useSide = (list: string): readonly [Side, (side: Side) => void] => {
  const [shown, setShown] = useState<{ readonly list: string; readonly side: Side }>({ list, side: 'start' });
  const show = (side: Side): void => setShown({ list, side });
  return [shown.list === list ? shown.side : 'start', show];
};

/** True for a query of the same list, whichever end it is shown from. */
const isOfList = (query: Pick<Query, 'queryKey'> | undefined, list: string): boolean =>
  query !== undefined && hashKey(query.queryKey.filter((part) => part !== FROM_END)) === list;

/** Loads a list page by page. Its loaded pages are kept current like a resource. */
export const usePages = <Item>(
  key: ResourceKey,
  load: LoadPage<Item>,
  {
    enabled = true,
    keepPrevious = false,
    loadBack,
  }: {
    readonly enabled?: boolean;
    /** Show what matched the last filters until those of now are loaded. */
    readonly keepPrevious?: boolean;
    /** Loads the last page, or the one before a cursor: the list can then be shown from its end. */
    readonly loadBack?: LoadPage<Item>;
  } = {},
): PagedList<Item> => {
  const list = hashKey(key);
  const [side, show] = useSide(list);
  const result = useInfiniteQuery<Page<Item>, Error, InfiniteData<Page<Item>, Place>, ResourceKey, Place>({
    queryKey: side === 'start' ? key : ([...key, FROM_END] as const),
    enabled,
    placeholderData: (data, query) => (keepPrevious || isOfList(query, list) ? data : undefined),
    initialPageParam: side,
    queryFn: async ({ pageParam: place, signal }) => {
      const position = knownPosition();
      const options = { signal, ...(position === undefined ? {} : { after: position }) };
      if (typeof place === 'object')
        return (await ('before' in place ? (loadBack ?? load)(place.before, options) : load(place.after, options)))
          .data;
      return (await (place === 'end' && loadBack ? loadBack : load)(undefined, options)).data;
    },
    getNextPageParam: ({ next }) => (next === undefined ? undefined : { after: next }),
    getPreviousPageParam: ({ previous }) => (previous === undefined ? undefined : { before: previous }),
  });
  const { data, isFetching, isPlaceholderData } = result;
  const items = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const isIdle = !isFetching && !isPlaceholderData;
  return {
    key: list,
    items,
    error: result.error,
    isLoading: result.isPending && result.fetchStatus !== 'idle',
    hasMore: data?.pages.at(-1)?.next !== undefined,
    isLoadingMore: result.isFetchingNextPage,
    loadMore: () => void (result.hasNextPage && isIdle && result.fetchNextPage()),
    hasEarlier: data?.pages[0]?.previous !== undefined,
    isLoadingEarlier: result.isFetchingPreviousPage,
    loadEarlier: () => void (result.hasPreviousPage && isIdle && result.fetchPreviousPage()),
    side,
    showFrom: loadBack && show,
    isChanging: isPlaceholderData,
    reload: () => void result.refetch(),
  };
};
