import type { EventType, LoggedEvent } from '@ledgerdesk/events';
import type { DomainEvent, Instant, RecordedEvent, Row, TimerFiring } from '@ledgerdesk/kernel';

/** The fields that all timer rows share. */
export type AnyTimerRow = Row & {
  readonly kind: string;
  /** When the timer is due; null if it is not armed. */
  readonly at: Instant | null;
};

/** A row whose timer is armed. */
export type Armed<R extends AnyTimerRow> = R & { readonly at: Instant };

interface TimerKindDefinition<Kind extends string, R extends AnyTimerRow, Type extends EventType, Command> {
  readonly kind: Kind & R['kind'];
  /** Key of the row that an event changes. Starts with the kind, because rows of all kinds share one table. */
  readonly keyOf: (event: LoggedEvent<Type>) => string;
  /** One handler per event type; `undefined` removes the row. Arm a timer only if firing it would record an event. */
  readonly on: { readonly [T in Type]: (row: R | undefined, event: LoggedEvent<T>) => R | undefined };
  /** Values that identify the firing, in order. The command's id is derived from them. */
  readonly identity: (row: Armed<R>) => Readonly<Record<string, string | number>>;
  /** The command that the timer sends when it is due, as plain data. */
  readonly command: (row: Armed<R>) => Command;
}

/**
 * Defines a kind of timer: its key, when it is armed, and the command that it sends. `definition.ts` lists the kinds.
 *
 * @example
 * export const ticketClosing = defineTimerKind({
 *   kind: 'ticket-closing',
 *   keyOf: ({ data }) => `ticket-closing.${data.ticketId}`,
 *   on: {
 *     TicketSolved: (_row: TicketClosingRow | undefined, { data }) => closingRow(data),
 *     TicketClosed: () => undefined,
 *   },
 *   identity: ({ kind, ticketId, at }) => ({ kind, ticketId, at }),
 *   command: ({ ticketId, at }) => ({ to: 'ticket', ticketId, input: { type: 'CloseSolvedTicket', closesAt: at } }),
 * });
 */
export const defineTimerKind = <Kind extends string, R extends AnyTimerRow, Type extends EventType, const Command>({
  kind,
  keyOf,
  on,
  identity,
  command,
}: TimerKindDefinition<Kind, R, Type, Command>) => {
  const isHandled = (event: RecordedEvent<DomainEvent>): event is LoggedEvent<Type> => event.type in on;
  const isOfKind = (row: AnyTimerRow | undefined): row is R => row?.kind === kind;
  const evolve = <T extends Type>(row: R | undefined, event: LoggedEvent<T>): R | undefined =>
    on[event.type](row, event);
  return {
    kind,
    handles: Object.keys(on),
    /** Key of the row that an event changes; undefined for an event of another kind. */
    keyOf: (event: RecordedEvent<DomainEvent>): string | undefined => (isHandled(event) ? keyOf(event) : undefined),
    evolve: (row: AnyTimerRow | undefined, event: RecordedEvent<DomainEvent>): R | undefined =>
      isHandled(event) ? evolve(isOfKind(row) ? row : undefined, event) : undefined,
    /** The command of an armed timer of this kind; undefined for a row of another kind. */
    firingOf: (row: Armed<AnyTimerRow>): TimerFiring<Command> | undefined =>
      isOfKind(row) ? { identity: identity(row), command: command(row) } : undefined,
  };
};
