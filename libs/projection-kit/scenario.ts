import type { EventType } from '@ledgerdesk/events';
import type { Row } from '@ledgerdesk/kernel';
import { deepStrictEqual } from 'node:assert';
import { checkedProjection } from './checked-projection.js';
import type { OwnProjection } from './own-projection.js';
import { type EventFixture, recordedEvents } from './recorded-events.js';
import { rowsOf } from './rows-of.js';

/** Rows by key. */
export type Rows = Readonly<Record<string, Row>>;

/** A scenario in steps: given events, when more are recorded, then the rows. */
export interface Scenario {
  /** Adds events that were recorded before. */
  given(...events: readonly EventFixture[]): Scenario;
  /** Adds the events that the scenario is about. */
  when(...events: readonly EventFixture[]): Scenario;
  /** Throws AssertionError, which shows the difference, unless the projection has exactly these rows. */
  thenRows(rows: Rows): void;
}

const after = (projection: ReturnType<typeof checkedProjection>, events: readonly EventFixture[]): Scenario => ({
  given: (...more) => after(projection, [...events, ...more]),
  when: (...more) => after(projection, [...events, ...more]),
  thenRows: (rows) => deepStrictEqual(Object.fromEntries(rowsOf(projection, recordedEvents(...events))), rows),
});

/**
 * Starts a scenario that tests a projection, in any test runner. Events are recorded one minute apart, from
 * 2026-11-27T07:30:00Z, and each occurs when it is recorded unless the fixture says otherwise.
 *
 * @example
 * test('counts the tickets of a team', () =>
 *   scenario(ticketsByTeam)
 *     .given(anEvent('TicketOpened', { ticketId: 't-1', teamId: 'acme' }))
 *     .when(anEvent('TicketOpened', { ticketId: 't-2', teamId: 'acme' }))
 *     .thenRows({ acme: { tickets: 2 } }));
 * @throws InvalidProjection if `projection` is none.
 */
export const scenario = <R extends Row, Type extends EventType>(projection: OwnProjection<R, Type>): Scenario =>
  after(checkedProjection(projection), []);
