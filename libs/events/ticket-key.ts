/** The fields of every event of a ticket. */
export interface TicketKey {
  /** Id of the ticket. */
  ticketId: string;
  /** Id of the requester's team. */
  teamId: string;
  /** Id of the member who requests support. */
  requesterId: string;
}

/** Fields that projections count by. */
export interface CountedKey extends TicketKey {
  /** Product that the ticket is about. */
  product: string;
  /** Issue type, by its name in the taxonomy. */
  issueType: string;
}

/** A ticket in samples of its events. */
export const TICKET_KEY_SAMPLE = { ticketId: 't-1', teamId: 'acme', requesterId: 'aiko' } as const;
