import type { ReadRecord } from '../record.js';

const AT = Date.parse('2026-11-27T07:00:00.000Z');

/** The instant some seconds after 07:00. */
export const T = (seconds: number): string => new Date(AT + seconds * 1_000).toISOString();

/** A read of a ticket by an agent, at a second after 07:00. */
export const aRead = (seconds: number, changes: Partial<ReadRecord> = {}): ReadRecord => ({
  at: T(seconds),
  requestId: `request-${seconds}`,
  caller: { kind: 'agent', id: 'mia' },
  onBehalfOf: null,
  method: 'GET',
  route: '/v1/desk/tickets/:ticketId',
  outcome: 'shown',
  status: 200,
  position: '96',
  subjects: ['member:acme.aiko'],
  resources: ['ticket:t-1'],
  ...changes,
});
