import type { EventType, LoggedEvent } from '@ledgerdesk/events';
import type { DomainEvent, Projection, Row, TableShape } from '@ledgerdesk/kernel';

/** Returns the row after an event of one type; `undefined` deletes the row. */
type Handler<R extends Row, Type extends EventType> = (
  row: R | undefined,
  event: LoggedEvent<Type>,
  key: string,
) => R | undefined;

interface ProjectionDefinition<R extends Row, Type extends EventType> {
  readonly name: string;
  readonly version: number;
  readonly table: TableShape;
  keysOf(event: LoggedEvent<Type>): readonly string[];
  groupOf?(event: LoggedEvent<Type>): string | undefined;
  readonly on: { readonly [T in Type]: Handler<R, T> };
}

/**
 * Builds a projection from one handler per event type. The projection handles exactly the types in `on`.
 *
 * @example
 * export const ticketCounts = defineProjection({
 *   name: 'ticket-counts',
 *   version: 1,
 *   table: { columns: { teamId: 'text' }, indexes: [] },
 *   keysOf: ({ data }) => [data.teamId],
 *   on: {
 *     TicketOpened: (row: Count | undefined, { data }) => ({ teamId: data.teamId, count: (row?.count ?? 0) + 1 }),
 *   },
 * });
 */
export const defineProjection = <R extends Row, Type extends EventType>({
  on,
  ...definition
}: ProjectionDefinition<R, Type>): Projection<DomainEvent, R> => ({
  ...definition,
  handles: Object.keys(on),
  evolve<T extends Type>(key: string, row: R | undefined, event: LoggedEvent<T>) {
    return on[event.type](row, event, key);
  },
});
