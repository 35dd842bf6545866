import { isRefusal } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import fc from 'fast-check';
import { ticketHistories } from '../test/support/arbitrary-logs.js';
import { readerAfter, readerOf } from '../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../test/support/recorded-events.js';
import { type BacklogMeasures, readBacklog } from './backlog-report.js';
import type { BucketSize } from './reports/buckets.js';
import type { Grouping } from './reports/groupings.js';
import { ticketFlow } from './ticket-flow/definition.js';

const zones = new TemporalTimeZones();
const day = (date: number, hour = 9): string =>
  `2026-11-${String(date).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`;
const MOMENT = day(6, 12);
type Request = Partial<Parameters<typeof readBacklog>[1]>;
const answerOf = async (reader: ReturnType<typeof readerAfter>, request: Request = {}) => {
  const answer = await readBacklog(reader, { at: MOMENT, ...request }, zones);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
};
const opened = (ticketId: string, date: number, data: object = {}): EventFixture =>
  anEvent('TicketOpened', { ticketId, followUpOf: null, ...data }, day(date));

const log = [
  opened('a', 1),
  anEvent('TicketAnswered', { ticketId: 'a' }, day(2)),
  anEvent('TicketReplied', { ticketId: 'a' }, day(3)),
  anEvent('TicketHeld', { ticketId: 'a' }, day(4)),
  opened('b', 2, { teamId: 'globex', product: 'dash' }),
  anEvent('TicketSolved', { ticketId: 'b', teamId: 'globex' }, day(4)),
  anEvent('TicketReopened', { ticketId: 'b', teamId: 'globex' }, day(5)),
  opened('c', 2),
  anEvent('TicketMerged', { ticketId: 'c', into: 'a' }, day(3)),
  opened('d', 1),
  anEvent('TicketSolved', { ticketId: 'd' }, day(1, 10)),
  anEvent('TicketClosed', { ticketId: 'd' }, day(5)),
];

describe('the backlog', () => {
  it('V3 counts open tickets at the end of each bucket by whom they wait for, and what changed in it', async () => {
    const { total, items } = await answerOf(readerAfter(ticketFlow, ...log), { bucket: 'day' });
    const column = (name: keyof BacklogMeasures) => items.map((item) => item[name]);
    expect(items.map(({ bucket }) => bucket)).toEqual([1, 2, 3, 4, 5, 6].map((date) => `2026-11-0${date}`));
    expect(column('open')).toEqual([1, 3, 2, 1, 2, 2]);
    expect(column('waitingForSupport')).toEqual([1, 2, 2, 0, 1, 1]);
    expect(column('waitingForRequester')).toEqual([0, 1, 0, 0, 0, 0]);
    expect(column('onHold')).toEqual([0, 0, 0, 1, 1, 1]);
    expect(column('opened')).toEqual([2, 2, 0, 0, 0, 0]);
    expect(column('solved')).toEqual([1, 0, 0, 1, 0, 0]);
    expect(column('reopened')).toEqual([0, 0, 0, 0, 1, 0]);
    expect(column('merged')).toEqual([0, 0, 1, 0, 0, 0]);
    expect(column('closed')).toEqual([0, 0, 0, 0, 1, 0]);
    expect(total).toEqual({
      open: 2,
      waitingForSupport: 1,
      waitingForRequester: 0,
      onHold: 1,
      opened: 4,
      reopened: 1,
      solved: 2,
      merged: 1,
      closed: 1,
    });
  });

  it('begins with the tickets that were open before `from`, and ends before `to`', async () => {
    const { items, total } = await answerOf(readerAfter(ticketFlow, ...log), {
      bucket: 'day',
      from: day(3, 0),
      to: day(5, 0),
    });
    expect(items.map(({ bucket, open, opened: count }) => [bucket, open, count])).toEqual([
      ['2026-11-03', 2, 0],
      ['2026-11-04', 1, 0],
    ]);
    expect(total).toMatchObject({ open: 1, solved: 1 });
    const later = await answerOf(readerAfter(ticketFlow, ...log), { from: day(6, 0), to: day(20) });
    expect(later.total).toMatchObject({ open: 2, opened: 0 });
  });

  it('ends days by local time, also when clocks are changed', async () => {
    const tickets = readerAfter(
      ticketFlow,
      anEvent('TicketOpened', { ticketId: 'a', followUpOf: null }, '2026-10-25T22:30:00.000Z'),
      anEvent('TicketOpened', { ticketId: 'b', followUpOf: null }, '2026-10-25T23:00:00.000Z'),
    );
    const berlin = { timeZone: 'Europe/Berlin', bucket: 'day', from: '2026-10-24T22:00:00.000Z' } as const;
    const { items } = await answerOf(tickets, { ...berlin, to: '2026-10-26T23:00:00.000Z' });
    expect(items.map(({ bucket, open }) => [bucket, open])).toEqual([
      ['2026-10-25', 1],
      ['2026-10-26', 2],
    ]);
  });

  it('counts a ticket under the agent who has it at the time', async () => {
    const reader = readerAfter(
      ticketFlow,
      opened('a', 1),
      anEvent('TicketAssigned', { ticketId: 'a', agentId: 'kenji' }, day(2)),
      anEvent('TicketAssigned', { ticketId: 'a', agentId: 'maria' }, day(3)),
      anEvent('TicketSolved', { ticketId: 'a', agentId: 'tom' }, day(4)),
    );
    const { items } = await answerOf(reader, { groupBy: ['agent'], bucket: 'day', to: day(5, 0) });
    const of = (agent: string | null) =>
      items
        .filter(({ group }) => group.agent === agent)
        .map(({ open, opened: start, solved }) => [open, start, solved]);
    expect(of(null)).toEqual([
      [1, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(of('kenji').map(([open]) => open)).toEqual([0, 1, 0, 0]);
    expect(of('maria')).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [1, 0, 0],
      [0, 0, 1],
    ]);
  });

  it('groups and filters by what a ticket is about', async () => {
    const reader = readerAfter(ticketFlow, ...log);
    const { items } = await answerOf(reader, { groupBy: ['team', 'product'] });
    expect(items).toMatchObject([
      { group: { team: 'acme', product: 'dropbox' }, open: 1 },
      { group: { team: 'globex', product: 'dash' }, open: 1 },
    ]);
    expect((await answerOf(reader, { team: 'globex' })).total).toMatchObject({ open: 1, opened: 1 });
  });

  it('changes by what is opened, reopened, solved and merged, and adds up over groups, in any history', async () => {
    const groupings: readonly Grouping[] = ['team', 'product', 'issueType', 'agent', 'level'];
    const groupBy = fc.uniqueArray(fc.constantFrom(...groupings), { minLength: 1, maxLength: 3 });
    const bucket = fc.constantFrom<BucketSize>('day', 'week', 'month');
    await fc.assert(
      fc.asyncProperty(ticketHistories, groupBy, bucket, async (history, names, size) => {
        const reader = readerOf(ticketFlow, history);
        const request = { at: '2027-01-01T00:00:00.000Z', bucket: size };
        const whole = await answerOf(reader, request);
        const grouped = await answerOf(reader, { ...request, groupBy: names });
        let before = 0;
        for (const item of whole.items) {
          const { open, opened: start, reopened, solved, merged, bucket: name, group: _, ...others } = item;
          expect(open).toBe(before + start + reopened - solved - merged);
          before = open;
          const ofBucket = grouped.items.filter((each) => each.bucket === name);
          const sum = (count: keyof BacklogMeasures) => ofBucket.reduce((all, each) => all + each[count], 0);
          expect([sum('open'), sum('opened'), sum('solved')]).toEqual([open, start, solved]);
          expect([sum('onHold'), sum('closed')]).toEqual([others.onHold, others.closed]);
        }
        expect(whole.total.open).toBe(before);
        expect(grouped.total).toEqual(whole.total);
      }),
      { numRuns: 40 },
    );
  });
});
