import type { CommandExecutor } from '@ledgerdesk/application';
import { ticketDecider } from '@ledgerdesk/domain';
import { ticketStream } from '@ledgerdesk/events';
import { importedId, ticketIdOf } from './identity.js';
import type { ColumnIndex } from './columns.js';
import type { Mapping } from './mapping.js';
import { cellOf, fieldOf, type LogRow } from './rows.js';

/** A case of the log: what its first row says of it, and its rows by ordinal. */
export interface Case {
  readonly name: string;
  readonly ticketId: string;
  readonly customer: string;
  readonly requester: string;
  readonly product: string | undefined;
  readonly rows: readonly LogRow[];
}

/** The command id of a case's row. */
export const rowIdOf = (source: string, name: string, ordinal: number): string => importedId(source, 'row', name, String(ordinal));

/** Rows by case, in time order; a case belongs to the customer and product of its first row. */
export const casesIn = (rows: readonly LogRow[], columns: ColumnIndex, mapping: Mapping): ReadonlyMap<string, Case> => {
  const byName = new Map<string, LogRow[]>();
  for (const row of rows) {
    const own = byName.get(row.case);
    if (own) own.push(row);
    else byName.set(row.case, [row]);
  }
  return new Map([...byName].map(([name, own]) => [name, caseOf(name, own, columns, mapping)]));
};

const caseOf = (name: string, rows: readonly LogRow[], columns: ColumnIndex, mapping: Mapping): Case => {
  const cells = rows[0]?.cells ?? [];
  const customer = cellOf(columns, cells, mapping.columns.customer);
  const requester = mapping.columns.requester === undefined ? 'admin' : cellOf(columns, cells, mapping.columns.requester);
  return { name, ticketId: ticketIdOf(mapping.source, name), customer, requester, product: fieldOf(columns, cells, mapping.product), rows };
};

/** The products of each customer's cases. */
export const productsByCustomer = (cases: Iterable<Case>): ReadonlyMap<string, readonly string[]> => {
  const products = new Map<string, Set<string>>();
  for (const { customer, product } of cases) {
    const known = products.get(customer) ?? new Set();
    if (product !== undefined) known.add(product);
    products.set(customer, known);
  }
  return new Map([...products].map(([customer, own]) => [customer, [...own]]));
};

/**
 * The ordinal up to which a case has been applied by an earlier run, -1 for none. A row without effect leaves no trace
 * of its own; a later one that did shows that it has been looked at, and it must not be decided anew.
 */
export const appliedUpTo = async (executor: CommandExecutor, source: string, { name, ticketId, rows }: Case): Promise<number> => {
  const { commands } = await executor.streams.load(ticketDecider, ticketStream(ticketId));
  return rows.findLastIndex((_, ordinal) => commands.has(rowIdOf(source, name, ordinal)));
};
