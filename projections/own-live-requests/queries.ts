import type { LiveChannel } from '@ledgerdesk/events';
import type { Refusal } from '@ledgerdesk/kernel';
import type { Condition, OrderTerm, RowReader } from '@ledgerdesk/read-store';
import { type Page, type PageRequest, readPage } from '../page.js';
import { ownedBy, type Requester } from '../requester.js';
import { type OwnCallbackRow, type OwnChatRow, ownLiveRequests } from './definition.js';

/** Phases of a chat or callback: it waits or an agent has it, or it is over. */
export const LIVE_PHASES = ['open', 'past'] as const;
export type LivePhase = (typeof LIVE_PHASES)[number];

interface OwnPageRequest extends PageRequest {
  /** Only requests of this phase. */
  readonly phase?: LivePhase | undefined;
}

/** The key in the same direction: an index then gives any page in order. */
const NEWEST_FIRST: readonly OrderTerm[] = [
  { column: 'requestedAt', direction: 'desc', required: true },
  { column: 'key', direction: 'desc', required: true },
];

const ownPage = <Row extends OwnChatRow | OwnCallbackRow>(
  reader: RowReader,
  requester: Requester,
  channel: LiveChannel,
  { phase, ...page }: OwnPageRequest,
): Promise<Page<Row> | Refusal> => {
  const where: Condition[] = [...ownedBy(requester), { column: 'channel', is: '=', value: channel }];
  return readPage<Row>(
    reader,
    {
      projection: ownLiveRequests.name,
      where: phase === undefined ? where : [...where, { column: 'phase', is: '=', value: phase }],
      orderBy: NEWEST_FIRST,
    },
    page,
  );
};

/** V4: a page of a requester's chats, newest first. */
export const ownChats = (
  reader: RowReader,
  requester: Requester,
  page: OwnPageRequest,
): Promise<Page<OwnChatRow> | Refusal> => ownPage<OwnChatRow>(reader, requester, 'chat', page);

/** V4: a page of a requester's callbacks, newest first. */
export const ownCallbacks = (
  reader: RowReader,
  requester: Requester,
  page: OwnPageRequest,
): Promise<Page<OwnCallbackRow> | Refusal> => ownPage<OwnCallbackRow>(reader, requester, 'callback', page);
