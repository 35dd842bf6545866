import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { searchable } from '../searchable.js';
import { sortName } from '../sort-name.js';
import { type BilledRow, billingIn, withConfirmedSeats, withInterval, withSeats, withZone } from './billing-terms.js';

/** A registered team (P1). */
export type TeamRow = BilledRow & {
  readonly teamId: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Zone of the team's hours. */
  readonly timeZone: string;
  /** Products in use (R2). */
  readonly products: readonly string[];
  readonly selfServe: boolean;
  readonly accountManager: string | null;
  readonly registeredAt: Instant;
  /** Revision of the last event of the team's stream: the ETag. */
  readonly revision: number;
  /** Sorts teams by name. */
  readonly sortName: string;
  /** What `q` searches: see `searchable`. */
  readonly searchable: string;
};

type Row = TeamRow | undefined;

const registered = (_row: Row, { data, occurredAt, revision }: LoggedEvent<'TeamRegistered'>): Row => ({
  teamId: data.teamId,
  name: data.name,
  country: data.country,
  timeZone: data.timeZone,
  products: data.products,
  selfServe: data.selfServe,
  accountManager: data.accountManager,
  billing: { ...data.billing },
  billingZone: data.timeZone,
  scheduledBilling: null,
  registeredAt: occurredAt,
  revision,
  sortName: sortName(data.name),
  searchable: searchable(data.name, data.teamId),
});

/** The row after an event: with its revision, and with the terms of billing that have begun by then. */
const revised = (
  row: Row,
  { revision, occurredAt }: { readonly revision: number; readonly occurredAt: Instant },
): Row => row && { ...row, ...billingIn(row, occurredAt), revision };

/** P1: all teams, by name. */
export const teams = defineProjection({
  name: 'teams',
  version: 6,
  table: { columns: { sortName: 'text' }, indexes: [['sortName', 'key']], personal: ['accountManager'] },
  keysOf: ({ data }) => [data.teamId],
  on: {
    TeamRegistered: registered,
    TeamRenamed: (row, event) => {
      const { teamId, name } = event.data;
      const named = row && { ...row, name, sortName: sortName(name), searchable: searchable(name, teamId) };
      return revised(named, event);
    },
    TeamTimeZoneChanged: (row, event) =>
      revised(row && { ...withZone(row, event), timeZone: event.data.timeZone }, event),
    SelfServeChanged: (row, event) => revised(row && { ...row, selfServe: event.data.selfServe }, event),
    TeamSeatsChanged: (row, event) => revised(row && withSeats(row, event), event),
    SeatChangeConfirmed: (row, event) => revised(row && withConfirmedSeats(row, event), event),
    SeatReductionWithdrawn: (row, event) => revised(row && withSeats(row, event), event),
    BillingIntervalChanged: (row, event) => revised(row && withInterval(row, event), event),
    TeamProductsChanged: (row, event) => revised(row && { ...row, products: event.data.products }, event),
    AccountManagerAssigned: (row, event) =>
      revised(row && { ...row, accountManager: event.data.accountManager }, event),
    // Empty means erased.
    AccountManagerErased: (row, event) => revised(row && { ...row, accountManager: row.accountManager && '' }, event),
    AddOnInquiryReceived: revised,
    AddOnInquiryClosed: revised,
    AddOnInquiryErased: revised,
  },
});
