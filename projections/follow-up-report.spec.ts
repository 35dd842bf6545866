import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { readerAfter } from '../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../test/support/recorded-events.js';
import { readFollowUps } from './follow-up-report.js';
import type { GroupedReportRequest } from './reports/grouped-report.js';
import { ticketFlow } from './ticket-flow/definition.js';

const zones = new TemporalTimeZones();
const day = (date: number): string => `2026-11-${String(date).padStart(2, '0')}T09:00:00.000Z`;
const ticket = (ticketId: string, followUpOf: string | null, ...solutions: readonly number[]): EventFixture[] => [
  anEvent('TicketOpened', { ticketId, followUpOf }, day(1)),
  ...solutions.flatMap((date, index) => [
    ...(index > 0 ? [anEvent('TicketReopened', { ticketId }, day(date - 1))] : []),
    anEvent('TicketSolved', { ticketId, agentId: index > 0 ? 'maria' : 'kenji' }, day(date)),
  ]),
];
const log = [
  ...ticket('once', null, 2),
  ...ticket('often', null, 3, 5, 7),
  ...ticket('followed', null, 30),
  ...ticket('follows', 'followed'),
  ...ticket('follows-too', 'followed'),
  ...ticket('both', null, 4, 6),
  ...ticket('third', 'both'),
];
const read = (request: GroupedReportRequest = {}) => readFollowUps(readerAfter(ticketFlow, ...log), request, zones);

describe('reopened and followed-up tickets', () => {
  it('V3 are counted among those that were solved, each once, with rates', async () => {
    expect(await read()).toEqual({
      total: {
        solved: 4,
        reopened: 2,
        reopenings: 3,
        followedUp: 2,
        followUps: 3,
        returned: 3,
        reopenedRate: 0.5,
        followUpRate: 0.5,
        returnRate: 0.75,
      },
      items: [expect.objectContaining({ group: {}, solved: 4 })],
    });
  });

  it('are put into buckets by their first solution, and belong to the agent who solved them first', async () => {
    expect(await read({ bucket: 'week', groupBy: ['agent'], from: day(2), to: day(9) })).toMatchObject({
      total: { solved: 3, reopened: 2 },
      items: [
        { bucket: '2026-W45', group: { agent: 'kenji' }, solved: 3, returnRate: 2 / 3 },
        { bucket: '2026-W46', solved: 0, reopenedRate: null, followUpRate: null, returnRate: null },
      ],
    });
  });
});
