import type { Instant, Refusal } from '@ledgerdesk/kernel';
import { isRefusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { type AddOnWithState, addOnsOf } from './add-on-ledger/queries.js';
import type { MemberRow } from './members/definition.js';
import { memberOf } from './members/queries.js';
import { type Names, namesOf } from './names.js';
import { ticketsOf } from './own-tickets.js';
import type { Page, PageRequest } from './page.js';
import type { TeamRow } from './teams/definition.js';
import { teamOf } from './teams/queries.js';
import type { TicketRow } from './ticket-list/definition.js';

/** A member as a customer of the desk. */
export interface Customer {
  readonly team: TeamRow;
  readonly member: MemberRow;
  /** Add-ons of the team that have not ended. */
  readonly addOns: readonly AddOnWithState[];
  /** Tickets of the member, newest first. */
  readonly tickets: Page<TicketRow>;
  /** Names of the agents to whom tickets are assigned. */
  readonly names: Names;
}

/**
 * A member with team, add-ons and a page of tickets, for agents only; undefined if there is no such member. Refuses a
 * malformed cursor and a limit out of range.
 */
export const customerOf = async (
  reader: RowReader,
  { teamId, memberId }: Pick<MemberRow, 'teamId' | 'memberId'>,
  at: Instant,
  page: PageRequest,
): Promise<Customer | Refusal | undefined> => {
  const [team, member, addOns, tickets] = await Promise.all([
    teamOf(reader, teamId),
    memberOf(reader, { teamId, memberId }),
    addOnsOf(reader, teamId, at),
    ticketsOf(reader, { teamId, requesterId: memberId }, {}, page),
  ]);
  if (!team || !member) return undefined;
  if (isRefusal(tickets)) return tickets;
  const names = await namesOf(reader, { agents: tickets.items.flatMap(({ assignedTo }) => assignedTo ?? []) });
  return { team, member, addOns: addOns.filter(({ state }) => state !== 'ended'), tickets, names };
};
