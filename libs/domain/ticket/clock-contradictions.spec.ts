import { isLogged } from '@ledgerdesk/events';
import { type DomainEvent, type Evolver, type Instant, isRefusal, type RecordedEvent } from '@ledgerdesk/kernel';
import { policiesWith } from '../../../test/support/policies.js';
import { recordedEvents } from '../../../test/support/recorded-events.js';
import { anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { answer, hold, open, reply, resume } from '../../../test/support/ticket-commands.js';
import { clockContradictions } from './clock-contradictions.js';
import { CLOCK_EVENTS } from './clock-explanation.js';
import type { TicketCommand } from './commands.js';
import { ticketDecider } from './decide.js';
import type { Ticket } from './state.js';

const policies = policiesWith({ holdPausesClock: true });
const facts = { policies, team: aTeam(), member: anAdmin(), addOn: anAddOn() };
const tickets: Evolver<Ticket | undefined> = ticketDecider;
const at = (hour: string): Instant => `2026-11-27T${hour}:00.000Z`;

const decided = (...commands: readonly TicketCommand[]): readonly DomainEvent[] => {
  let ticket: Ticket | undefined;
  return commands.flatMap((command) => {
    const decision = ticketDecider.decide(command, ticket, facts);
    if (isRefusal(decision)) throw new Error(decision.message);
    for (const event of decision) ticket = ticketDecider.evolve(ticket, event, command.at);
    return decision;
  });
};

/** What contradicts a history of one ticket, with the due times of the policies for clocks that start. */
const contradictionsIn = (events: readonly RecordedEvent[]): readonly string[] => {
  let ticket: Ticket | undefined;
  const found: string[] = [];
  for (const event of events) {
    if (ticket && isLogged(event, CLOCK_EVENTS))
      found.push(...clockContradictions(ticket, event, { at: event.occurredAt, policies }));
    ticket = tickets.evolve(ticket, event, event.occurredAt);
  }
  return found;
};

const history = (...events: readonly DomainEvent[]): readonly RecordedEvent[] =>
  recordedEvents(...events.map((event) => ({ event, occurredAt: at('07:30') })));

const changed = (events: readonly DomainEvent[], type: string, data: object): readonly DomainEvent[] =>
  events.map((event) => (event.type === type ? { type, data: { ...event.data, ...data } } : event));

const IN_TIME = decided(open(at('07:30')), answer(at('07:45')));
const LATE = decided(open(at('07:30')), answer('2026-12-24T07:30:00.000Z'));
const PAUSED = decided(
  open(at('07:30')),
  hold(at('07:40')),
  resume(at('09:00')),
  answer(at('09:10')),
  reply(at('09:20')),
);

describe('the facts of a response clock', () => {
  it('follow from the events before them in what deciders record', () => {
    for (const events of [IN_TIME, LATE, PAUSED]) expect(contradictionsIn(history(...events))).toEqual([]);
  });

  it.each([
    ['a late answer in time', LATE, 'ResponseClockStopped', { inTime: true }, 'inTime is true'],
    ['an answer in time late', IN_TIME, 'ResponseClockStopped', { inTime: false }, 'inTime is false'],
    ['a later due time', IN_TIME, 'ResponseClockStarted', { dueAt: at('23:00') }, 'dueAt is 2026-11-27T23:00'],
    ['another risk', IN_TIME, 'ResponseClockStarted', { riskAt: at('23:00') }, 'riskAt is'],
    ['a breach of another time', LATE, 'ResponseTargetBreached', { dueAt: at('23:00') }, 'dueAt is'],
    ['a breach found too early', LATE, 'ResponseTargetBreached', { detectedAt: at('07:31') }, 'detected before'],
    [
      'another rest of a pause',
      PAUSED,
      'ResponseClockPaused',
      { remaining: [{ target: 'edition', minutes: 1 }] },
      'rest',
    ],
    ['a pause of other legs', PAUSED, 'ResponseClockPaused', { remaining: [] }, 'paused legs'],
    ['a later due time after a pause', PAUSED, 'ResponseClockResumed', { dueAt: at('23:00') }, 'dueAt is'],
    ['another clock', IN_TIME, 'ResponseClockStopped', { clock: 4 }, 'clock 4 does not run'],
  ])('contradict %s', (_, events, type, data, expected) => {
    const found = contradictionsIn(history(...changed(events, type, data)));
    expect(found.join('; ')).toContain(expected);
  });

  it('contradict a warning before the risk, twice, and in a pause', () => {
    const { riskAt = '', dueAt = '' } = decided(open(at('07:30')))[1]?.data as { riskAt?: string; dueAt?: string };
    const warning = { type: 'ResponseAtRisk', data: { ticketId: 't-1', clock: 1, riskAt, dueAt } };
    const opened = history(...decided(open(at('07:30'))));
    const warned = (occurredAt: Instant, ...before: readonly RecordedEvent[]) =>
      contradictionsIn([...before, ...recordedEvents({ event: warning, occurredAt })]).join('; ');
    expect(warned(riskAt, ...opened)).toBe('');
    expect(warned(at('07:31'), ...opened)).toContain('before the risk');
    const once = recordedEvents({ event: warning, occurredAt: riskAt });
    expect(warned(dueAt, ...opened, ...once)).toContain('recorded already');
    const paused = history(...decided(open(at('07:30')), hold(at('07:40'))));
    expect(warned(riskAt, ...paused)).toContain('was paused');
  });

  it('contradict a breach that was removed', () => {
    const without = LATE.filter(({ type }) => type !== 'ResponseTargetBreached');
    expect(contradictionsIn(history(...without)).join('; ')).toContain('the breach before it is missing');
  });
});
