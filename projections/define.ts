import type { EventNamed, EventType } from '@ledgerdesk/events';
import type { DomainEvent, Projection, RecordedEvent, Row, TableShape } from '@ledgerdesk/kernel';

interface LoggedAs<Type extends EventType> extends Omit<RecordedEvent, 'type' | 'data'> {
  readonly type: Type;
  readonly data: EventNamed<Type>['data'];
}

/** An event of one of the named types, as it stands in the log. */
export type Logged<Type extends EventType> = { [T in Type]: LoggedAs<T> }[Type];

/** What one type of event does to a row; `undefined` back removes the row. */
export type Handler<R extends Row, Type extends EventType> = (
  row: R | undefined,
  event: Logged<Type>,
  key: string,
) => R | undefined;

interface Given<R extends Row, Type extends EventType> {
  readonly name: string;
  readonly version: number;
  readonly table: TableShape;
  keysOf(event: Logged<Type>): readonly string[];
  /** One handler for each type of event that the projection handles. */
  readonly on: { readonly [T in Type]: Handler<R, T> };
}

/** A projection written as a table of handlers: what it handles is what the table names. */
export const defineProjection = <R extends Row, Type extends EventType>({
  on,
  ...given
}: Given<R, Type>): Projection<DomainEvent, R> => ({
  ...given,
  handles: Object.keys(on),
  evolve<T extends Type>(key: string, row: R | undefined, event: Logged<T>) {
    return on[event.type](row, event, key);
  },
});
