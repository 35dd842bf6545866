import { ticketStream } from '@ledgerdesk/events';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { CaseTickets } from './case-tickets.js';
import { readCell, type Columns } from './columns.js';
import { fieldValue } from './field-value.js';
import { followUpIdOf, followUpTicketIdOf, reopeningIdOf, rowIdOf, ticketIdOf } from './imported-ids.js';
import type { Mapping } from './mapping.js';
import type { EventRow } from './event-rows.js';

/** A case of the file: properties of its first row, and its rows by ordinal. */
export interface Case {
  readonly name: string;
  readonly ticketId: string;
  readonly customer: string;
  readonly requester: string;
  readonly product: string | undefined;
  readonly rows: readonly EventRow[];
}

/** Progress of earlier imports on a case. */
export interface CaseProgress {
  readonly tickets: CaseTickets;
  /** Ordinal of the last row that recorded an event, or -1. */
  readonly appliedUpTo: number;
  /** Ordinals of the rows that recorded an event. */
  readonly recorded: ReadonlySet<number>;
  /** True if anyone but the import has worked on the ticket. */
  readonly takenOver: boolean;
}

/** Requester of every customer if the mapping names no requester column. */
const DEFAULT_REQUESTER = 'admin';

const caseOf = (name: string, first: EventRow, rows: readonly EventRow[], columns: Columns, mapping: Mapping): Case => {
  const { customer, requester } = mapping.columns;
  return {
    name,
    ticketId: ticketIdOf(mapping.source, name),
    rows,
    customer: readCell(columns, first.cells, customer),
    requester: requester === undefined ? DEFAULT_REQUESTER : readCell(columns, first.cells, requester),
    product: fieldValue(columns, first, mapping.product),
  };
};

/** Groups rows in time order by case. The first row determines a case's customer and product. */
export const groupIntoCases = (
  rows: readonly EventRow[],
  columns: Columns,
  mapping: Mapping,
): ReadonlyMap<string, Case> => {
  const cases = new Map<string, Case>();
  const rowsByCase = new Map<string, EventRow[]>();
  for (const row of rows) {
    const caseRows = rowsByCase.get(row.case) ?? [];
    caseRows.push(row);
    if (caseRows.length > 1) continue;
    rowsByCase.set(row.case, caseRows);
    cases.set(row.case, caseOf(row.case, row, caseRows, columns, mapping));
  }
  return cases;
};

/** Returns the products of each customer's cases. */
export const productsByCustomer = (cases: Iterable<Case>): ReadonlyMap<string, ReadonlySet<string>> => {
  const products = new Map<string, Set<string>>();
  for (const { customer, product } of cases) {
    const known = products.get(customer) ?? new Set();
    products.set(customer, product === undefined ? known : known.add(product));
  }
  return products;
};

/**
 * Reads the progress of earlier imports from the ticket's events. A row that was refused or had no effect records no
 * event, so all rows up to the last one with an event count as processed.
 */
export const readProgress = async (
  log: ReadableLog,
  source: string,
  { name, ticketId, rows }: Case,
): Promise<CaseProgress> => {
  const tickets = new CaseTickets(ticketId);
  const events = [...(await eventsOf(log, ticketId))];
  for (let ordinal = 1; ordinal < rows.length && events.some(({ type }) => type === 'TicketClosed'); ordinal += 1) {
    const followUp = await eventsOf(log, followUpTicketIdOf(source, name, ordinal));
    if (followUp.length > 0) tickets.add(ordinal, followUpTicketIdOf(source, name, ordinal));
    events.push(...followUp);
  }
  const recorded = new Set(events.map(({ metadata }) => metadata.commandId));
  const rowIds = rows.map((_, ordinal) => rowIdOf(source, name, ordinal));
  const importIds = new Set(rows.flatMap((_, ordinal) => commandIdsOf(source, name, ordinal)));
  const ordinals = rowIds.flatMap((id, ordinal) => (recorded.has(id) ? [ordinal] : []));
  return {
    tickets,
    appliedUpTo: ordinals.at(-1) ?? -1,
    recorded: new Set(ordinals),
    takenOver: events.some(({ metadata }) => metadata.actor.kind !== 'engine' && !importIds.has(metadata.commandId)),
  };
};

/** Ids of the commands that a row can send. */
const commandIdsOf = (source: string, name: string, ordinal: number): readonly string[] =>
  [rowIdOf, reopeningIdOf, followUpIdOf].map((idOf) => idOf(source, name, ordinal));

const eventsOf = async (log: ReadableLog, ticketId: string): Promise<readonly RecordedEvent[]> =>
  (await log.readStream(ticketStream(ticketId))).map(decode);

/** Reads the events of a case's ticket that an earlier import recorded before a row. */
export const readEventsBefore = async (
  log: ReadableLog,
  source: string,
  { name, ticketId, rows }: Case,
  ordinal: number,
): Promise<readonly RecordedEvent[]> => {
  const events = await eventsOf(log, ticketId);
  const later = new Set(rows.flatMap((_, index) => (index > ordinal ? commandIdsOf(source, name, index) : [])));
  const at = rows[ordinal]?.at ?? '';
  // Timers that are due at the time of a row fire after it.
  const end = events.findIndex(
    ({ occurredAt, metadata: { actor, commandId } }) =>
      later.has(commandId) || occurredAt > at || (actor.kind === 'engine' && occurredAt === at),
  );
  return end < 0 ? events : events.slice(0, end);
};
