import { anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { policies, policiesWith } from '../../../test/support/policies.js';
import { answer, hold, open, OPENED, reply, resume } from '../../../test/support/ticket-commands.js';
import { type Instant, instantOf, isRefusal, millisOf, type RecordedEvent } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import type { Policies } from '../policies.js';
import { type ClockExplanation, explainClocks } from './clock-explanation.js';
import type { TicketCommand } from './commands.js';
import { ticketDecider } from './decide.js';
import type { Ticket } from './state.js';

const versions = {
  policy: policies.policy.version,
  calendars: policies.calendarsVersion,
  tzdb: policies.zones.version,
};

/** Returns the events that these commands record; refused commands record none. */
const logged = (known: Policies, ...commands: readonly TicketCommand[]): readonly RecordedEvent[] => {
  const events: RecordedEvent[] = [];
  let ticket: Ticket | undefined;
  for (const command of commands) {
    const decision = ticketDecider.decide(command, ticket, {
      policies: known,
      team: aTeam(),
      member: anAdmin(),
      addOn: anAddOn(),
    });
    for (const event of isRefusal(decision) ? [] : decision) {
      ticket = ticketDecider.evolve(ticket, event, command.at);
      const metadata = {
        commandId: 'c',
        requestHash: 'h',
        correlationId: 'c',
        causationId: 'c',
        actor: { kind: 'engine', id: 'test' } as const,
        tenant: 'test',
        versions,
      };
      events.push({
        ...event,
        id: `e-${events.length}`,
        stream: 'ticket-t-1',
        revision: events.length,
        position: String(events.length),
        version: 1,
        occurredAt: command.at,
        recordedAt: command.at,
        metadata,
      });
    }
  }
  return events;
};
const explained = (known: Policies, ...commands: readonly TicketCommand[]): readonly ClockExplanation[] =>
  explainClocks(logged(known, ...commands), () => known);
const pausing = policiesWith({ holdPausesClock: true });
const at = (hour: string): Instant => `2026-11-27T${hour}:00.000Z`;

describe('the explanation of a clock', () => {
  it('L3 E5 L2 lists the counted intervals of both legs of a Japanese request on a Friday at 16:30', () => {
    const [clock] = explained(policies, open(OPENED, { language: 'ja' }));
    expect(clock).toMatchObject({
      clock: 1,
      servedLanguage: 'ja',
      dueAt: '2026-11-27T11:30:00.000Z',
      decidedBy: 'edition',
      inTime: null,
      versions,
      incidents: [{ at: OPENED, what: 'started' }],
    });
    expect(clock?.legs).toEqual([
      {
        target: 'edition',
        rule: 'E5',
        calendar: 'always',
        minutes: 240,
        dueAt: '2026-11-27T11:30:00.000Z',
        counted: [{ from: OPENED, to: '2026-11-27T11:30:00.000Z', minutes: 240, local: null }],
      },
      {
        target: 'japanese-desk',
        rule: 'L3',
        calendar: 'japanese-desk',
        minutes: 60,
        dueAt: '2026-11-30T00:30:00.000Z',
        counted: [
          {
            from: OPENED,
            to: '2026-11-27T08:00:00.000Z',
            minutes: 30,
            local: { zone: 'Asia/Tokyo', from: '2026-11-27T16:30:00.000', to: '2026-11-27T17:00:00.000' },
          },
          {
            from: '2026-11-30T00:00:00.000Z',
            to: '2026-11-30T00:30:00.000Z',
            minutes: 30,
            local: { zone: 'Asia/Tokyo', from: '2026-11-30T09:00:00.000', to: '2026-11-30T09:30:00.000' },
          },
        ],
      },
    ]);
  });

  it('lists the pause and the resumption, and counts nothing in between', () => {
    const [clock] = explained(pausing, open(), hold(at('08:30')), resume(at('10:30')));
    expect(clock).toMatchObject({
      dueAt: at('13:30'),
      incidents: [{ what: 'started' }, { at: at('08:30'), what: 'paused' }, { at: at('10:30'), what: 'resumed' }],
    });
    expect(clock?.legs[0]?.counted?.map(({ from, to }) => [from, to])).toEqual([
      [OPENED, at('08:30')],
      [at('10:30'), at('13:30')],
    ]);
    expect(explained(pausing, open(), hold(at('08:30')))[0]).toMatchObject({
      dueAt: null,
      legs: [{ dueAt: null, counted: [{ minutes: 60 }] }],
    });
  });

  it('E5 covers each clock separately, and how it ended', () => {
    const clocks = explained(policies, open(), answer(at('08:00')), reply(at('09:00')), answer(at('14:00')));
    expect(clocks).toMatchObject([
      { clock: 1, inTime: true, incidents: [{ what: 'started' }, { at: at('08:00'), what: 'answered' }] },
      {
        clock: 2,
        dueAt: at('13:00'),
        inTime: false,
        incidents: [{ at: at('09:00') }, { at: at('13:00'), what: 'breached' }, { at: at('14:00'), what: 'answered' }],
      },
    ]);
  });

  it('omits the counted intervals if the calendars have changed', () => {
    const [clock] = explainClocks(logged(policies, open()), () => ({ ...policies, calendarsVersion: 'newer' }));
    expect(clock?.legs).toMatchObject([{ dueAt: '2026-11-27T11:30:00.000Z', counted: null }]);
  });

  it('E10 is empty for a ticket without a target', () => {
    expect(explained(policies, open(OPENED, { product: 'dash' }))).toEqual([]);
  });

  it('counts exactly the granted minutes of every leg, with any number of pauses', () => {
    const pauses = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(3_000)), { maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(14 * 1_440), fc.constantFrom('en', 'ja'), pauses, (start, language, stops) => {
        let now = millisOf('2026-11-23T00:00:00.000Z') + start * 60_000;
        const commands: TicketCommand[] = [open(instantOf(now), { language })];
        for (const [runs, rests] of stops) {
          commands.push(hold(instantOf((now += runs * 60_000))), resume(instantOf((now += rests * 60_000))));
        }
        for (const { legs } of explained(pausing, ...commands)) {
          for (const { minutes, counted, dueAt } of legs) {
            if (dueAt !== null)
              expect(counted?.reduce((sum, interval) => sum + interval.minutes, 0)).toBeCloseTo(minutes, 6);
          }
        }
      }),
    );
  });
});
