import { ticketStream } from '@ledgerdesk/events';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { cellOf, type Columns } from './columns.js';
import { fieldOf } from './fields.js';
import { reopeningIdOf, rowIdOf, ticketIdOf } from './identity.js';
import type { Mapping } from './mapping.js';
import type { LogRow } from './rows.js';

/** A case of the log: what its first row says of it, and its rows by ordinal. */
export interface Case {
  readonly name: string;
  readonly ticketId: string;
  readonly customer: string;
  readonly requester: string;
  readonly product: string | undefined;
  readonly rows: readonly LogRow[];
}

/** How far an earlier run has come with a case. */
export interface Progress {
  /** Ordinal of the last row that left an event, -1 for none. */
  readonly appliedUpTo: number;
  /** Somebody else than the import has worked on the ticket since. */
  readonly takenOver: boolean;
}

/** The requester of every customer where the log names none. */
const ONLY_REQUESTER = 'admin';

const caseOf = (name: string, first: LogRow, rows: readonly LogRow[], columns: Columns, mapping: Mapping): Case => {
  const { customer, requester } = mapping.columns;
  return {
    name,
    ticketId: ticketIdOf(mapping.source, name),
    rows,
    customer: cellOf(columns, first.cells, customer),
    requester: requester === undefined ? ONLY_REQUESTER : cellOf(columns, first.cells, requester),
    product: fieldOf(columns, first, mapping.product),
  };
};

/** Cases by name, their rows in time order; a case belongs to the customer and product of its first row. */
export const casesIn = (rows: readonly LogRow[], columns: Columns, mapping: Mapping): ReadonlyMap<string, Case> => {
  const cases = new Map<string, Case>();
  const byName = new Map<string, LogRow[]>();
  for (const row of rows) {
    const own = byName.get(row.case) ?? [];
    own.push(row);
    if (own.length > 1) continue;
    byName.set(row.case, own);
    cases.set(row.case, caseOf(row.case, row, own, columns, mapping));
  }
  return cases;
};

/** The products of each customer's cases. */
export const productsByCustomer = (cases: Iterable<Case>): ReadonlyMap<string, ReadonlySet<string>> => {
  const products = new Map<string, Set<string>>();
  for (const { customer, product } of cases) {
    const known = products.get(customer) ?? new Set();
    products.set(customer, product === undefined ? known : known.add(product));
  }
  return products;
};

/**
 * How far a case has come. A row without effect leaves no trace of its own; a later one that did shows that it has
 * been looked at, and it must not be decided anew.
 */
export const progressOf = async (
  log: ReadableLog,
  source: string,
  { name, ticketId, rows }: Case,
): Promise<Progress> => {
  const events = (await log.readStream(ticketStream(ticketId))).map(decode);
  const recorded = new Set(events.map(({ metadata }) => metadata.commandId));
  const own = rows.map((_, ordinal) => rowIdOf(source, name, ordinal));
  const ours = new Set([...own, ...rows.map((_, ordinal) => reopeningIdOf(source, name, ordinal))]);
  return {
    appliedUpTo: own.findLastIndex((id) => recorded.has(id)),
    takenOver: events.some(({ metadata }) => metadata.actor.kind !== 'engine' && !ours.has(metadata.commandId)),
  };
};
