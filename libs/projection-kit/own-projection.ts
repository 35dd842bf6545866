import type { EventType, LoggedEvent } from '@ledgerdesk/events';
import type { Row } from '@ledgerdesk/kernel';

/**
 * A projection of an analyst: the default export of a module that `ledgerdesk replay --projection ./mine.mjs` replays.
 * It handles the event types in `on`. A handler returns the row after the event; undefined removes it. Rows are JSON.
 * Handlers use nothing but the row and the event (no clock, no random numbers, no I/O), so that each replay gives the
 * same rows.
 *
 * @example
 * // mine.mjs: answers by agent.
 * /** @type {import('@ledgerdesk/projection-kit').OwnProjection<{ answers: number }, 'TicketReplied'>} *\/
 * export default {
 *   name: 'answers-by-agent',
 *   version: 1,
 *   keysOf: ({ data }) => (data.author.kind === 'agent' ? [data.author.id] : []),
 *   on: { TicketReplied: (row) => ({ answers: (row?.answers ?? 0) + 1 }) },
 * };
 */
export interface OwnProjection<R extends Row = Row, Type extends EventType = EventType> {
  /** Lower-case letters, digits and hyphens; at most 64 characters. */
  readonly name: string;
  /** A whole number from 1; increase it when the rows change their meaning. */
  readonly version: number;
  /** Returns the keys of the rows that an event changes. */
  keysOf(event: LoggedEvent<Type>): readonly string[];
  /** The handlers by event type. */
  readonly on: { readonly [T in Type]?: (row: R | undefined, event: LoggedEvent<T>, key: string) => R | undefined };
}
