import type { RequestOptions } from '@ledgerdesk/client';
import { client } from '../../../api/client.js';
import { type PagedList, usePages } from '../../../api/pages-of.js';
import { resource } from '../../../api/resource.js';
import { useMoment } from '../../../app/moment.js';
import { useSelf } from '../../../session/self.js';
import { filterQueryOf, type QueuedTicket, type QueueSearch } from './queue-search.js';

/** The first page comes soon, the others bring many rows at once. */
const FIRST_PAGE = 100;
const NEXT_PAGE = 200;

/** A page of the queue: the first, the last, or one at a cursor. */
interface QueuePlace {
  readonly limit: number;
  readonly last?: true;
  readonly cursor?: string;
}

/** The tickets that the address asks for. */
export const useQueue = (search: QueueSearch): PagedList<QueuedTicket> => {
  const { id } = useSelf();
  const { asOf } = useMoment();
  const { sort, order } = search;
  const query = {
    ...filterQueryOf(search, id),
    ...(sort === undefined ? {} : { sort }),
    ...(order === undefined ? {} : { order }),
    ...(asOf === undefined ? {} : { asOf }),
  };
  const load = (place: QueuePlace, options: RequestOptions) =>
    client.get('/v1/desk/queue', { query: { ...query, ...place }, ...options });
  return usePages(
    ['tickets', 'queue', query],
    (cursor, options) => load(cursor === undefined ? { limit: FIRST_PAGE } : { cursor, limit: NEXT_PAGE }, options),
    {
      loadBack: (cursor, options) =>
        load(cursor === undefined ? { last: true, limit: FIRST_PAGE } : { cursor, limit: NEXT_PAGE }, options),
    },
  );
};

type CountQuery = Omit<ReturnType<typeof filterQueryOf>, 'unassigned'> & { readonly unassigned?: 'true' };

/** Numbers of tickets by status and by the state of their response. */
export const countsResource = (query: CountQuery, asOf: string | undefined) =>
  resource(['tickets', 'counts', query, { asOf }], (options) =>
    client.get('/v1/desk/queue/counts', { query: { ...query, ...(asOf === undefined ? {} : { asOf }) }, ...options }),
  );
