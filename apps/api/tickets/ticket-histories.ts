import type { SortOrder } from '@ledgerdesk/events';
import { type Actor, isPosition } from '@ledgerdesk/kernel';
import { type Names, namesOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Asker, PageReader } from '@ledgerdesk/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { cursorMalformed } from '../platform/http/cursor-malformed.js';
import type { PageQuery } from '../platform/http/paging.js';
import { PAGES, ROWS } from '../platform/tokens.js';
import { type HistoryEvent, ticketHistory } from './ticket-history.view.js';

interface HistoryOptions extends PageQuery {
  readonly order?: SortOrder | undefined;
  /** Only what the requester may see (V4). */
  readonly publicOnly: boolean;
}

/** A page of a ticket's events, and the names of those who appear in them. */
export interface HistoryPage {
  readonly events: readonly HistoryEvent[];
  readonly names: Names;
  readonly next?: string;
}

const DEFAULT_LIMIT = 50;

/** The ids in the id of a member as an actor: `<teamId>.<memberId>`. */
export const memberIn = ({ id }: Actor): { readonly teamId: string; readonly memberId: string } => {
  const [teamId = '', memberId = ''] = id.split('.');
  return { teamId, memberId };
};

/**
 * Reads the history of a ticket from its stream: it contains what was recorded a moment ago, and costs nothing when
 * events are recorded. Whether the caller may see the ticket is for the route to decide.
 */
@Injectable()
export class TicketHistories {
  constructor(
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(PAGES) private readonly pages: PageReader,
  ) {}

  /** A page of the history. Throws Problem for a malformed cursor. */
  async page(
    ticketId: string,
    { cursor, limit = DEFAULT_LIMIT, order = 'asc', publicOnly }: HistoryOptions,
    asker: Asker,
  ): Promise<HistoryPage> {
    if (cursor !== undefined && !isPosition(cursor)) throw cursorMalformed();
    const request = { params: { ticketId, order, publicOnly }, after: cursor, limit };
    const { items, scannedTo, end } = await this.pages.read(ticketHistory, request, asker);
    return { events: items, names: await this.namesIn(items), ...(!end && { next: scannedTo }) };
  }

  private namesIn(events: readonly HistoryEvent[]): Promise<Names> {
    const actors = events.flatMap(({ actor, onBehalfOf }) => (onBehalfOf ? [actor, onBehalfOf] : [actor]));
    return namesOf(this.rows, {
      members: actors.filter(({ kind }) => kind === 'member').map(memberIn),
      agents: [
        ...actors.filter(({ kind }) => kind === 'agent').map(({ id }) => id),
        ...events.flatMap(({ agentId }) => agentId ?? []),
      ],
    });
  }
}
