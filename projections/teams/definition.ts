import type { Billing, LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { searchable } from '../searchable.js';
import { sortName } from '../sort-name.js';

/** A registered team (P1). */
export type TeamRow = {
  readonly teamId: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly timeZone: string;
  /** Products in use (R2). */
  readonly products: readonly string[];
  readonly selfServe: boolean;
  readonly accountManager: string | null;
  readonly billing: Readonly<{ [Field in keyof Billing]: Billing[Field] }>;
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
  registeredAt: occurredAt,
  revision,
  sortName: sortName(data.name),
  searchable: searchable(data.name, data.teamId),
});

/** An event of the team that changes nothing of the row but its revision. */
const passed = (row: Row, { revision }: { readonly revision: number }): Row => row && { ...row, revision };

/** P1: all teams, by name. */
export const teams = defineProjection({
  name: 'teams',
  version: 3,
  table: { columns: { sortName: 'text' }, indexes: [['sortName', 'key']] },
  keysOf: ({ data }) => [data.teamId],
  on: {
    TeamRegistered: registered,
    TeamRenamed: (row, { data: { teamId, name }, revision }) =>
      row && { ...row, name, sortName: sortName(name), searchable: searchable(name, teamId), revision },
    TeamTimeZoneChanged: (row, { data, revision }) => row && { ...row, timeZone: data.timeZone, revision },
    SelfServeChanged: (row, { data, revision }) => row && { ...row, selfServe: data.selfServe, revision },
    TeamSeatsChanged: (row, { data: { seats }, revision }) =>
      row && { ...row, billing: { ...row.billing, seats }, revision },
    BillingIntervalChanged: (row, { data: { interval }, revision }) =>
      row && { ...row, billing: { ...row.billing, interval }, revision },
    TeamProductsChanged: (row, { data, revision }) => row && { ...row, products: data.products, revision },
    AccountManagerAssigned: (row, { data, revision }) =>
      row && { ...row, accountManager: data.accountManager, revision },
    AddOnInquiryReceived: passed,
    AddOnInquiryClosed: passed,
  },
});
