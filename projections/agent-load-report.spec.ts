import { isRefusal } from '@ledgerdesk/kernel';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { readerAfter } from '../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../test/support/recorded-events.js';
import { agentTimes } from './agent-times/definition.js';
import { type AgentLoadRequest, readAgentLoad } from './agent-load-report.js';
import { ticketAnswers } from './ticket-answers/definition.js';
import { ticketFlow } from './ticket-flow/definition.js';

const zones = new TemporalTimeZones();
const MODELS = [ticketAnswers, ticketFlow, agentTimes];
const on = (date: number, hour = 9): string => new Date(Date.UTC(2026, 9, date, hour)).toISOString();
const becomes = (agentId: string, availability: 'available' | 'away', at: string) =>
  anEvent('AgentAvailabilityChanged', { agentId, availability }, at);
const read = async (log: readonly EventFixture[], request: Partial<AgentLoadRequest> = {}) => {
  const answer = await readAgentLoad(readerAfter(MODELS, ...log), { at: on(27, 12), ...request }, zones);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
};

describe("the report of agents' load", () => {
  it('cuts the time available at local midnight, also of days with 25 hours, and at the moment asked for', async () => {
    const log = [becomes('kenji', 'available', on(24, 12)), becomes('kenji', 'available', on(25))];
    const { items, total } = await read(log, { bucket: 'day', timeZone: 'Europe/Berlin' });
    expect(items.map(({ bucket, availableMinutes }) => [bucket, availableMinutes / 60])).toEqual([
      ['2026-10-24', 10],
      ['2026-10-25', 25],
      ['2026-10-26', 24],
      ['2026-10-27', 13],
    ]);
    expect(total.availableMinutes).toBe(72 * 60);
  });

  it('K4 counts the live requests of each agent and the time that they took, cut at `from` and `to`', async () => {
    const log = [
      becomes('maria', 'available', on(20)),
      becomes('maria', 'away', on(20, 11)),
      anEvent('AgentEngaged', { agentId: 'maria' }, on(20)),
      anEvent('AgentReleased', { agentId: 'maria' }, on(20, 10)),
      anEvent('AgentEngaged', { agentId: 'tom', engagementId: 'e-2' }, on(20, 11)),
    ];
    const request = { groupBy: ['agent'], from: on(20, 8), to: on(20, 12) } as const;
    expect((await read(log, request)).items).toMatchObject([
      { group: { agent: 'maria' }, availableMinutes: 120, liveRequests: 1, engagedMinutes: 60 },
      { group: { agent: 'tom' }, availableMinutes: 0, liveRequests: 1, engagedMinutes: 60 },
    ]);
    const later = await read(log, { ...request, from: on(20, 10) });
    expect(later.total).toMatchObject({ availableMinutes: 60, liveRequests: 1, engagedMinutes: 60 });
  });

  it('counts answers, and the open tickets that an agent has at the end of each bucket', async () => {
    const log = [
      anEvent('TicketOpened', { ticketId: 'a', followUpOf: null }, on(20)),
      anEvent('TicketAssigned', { ticketId: 'a', agentId: 'kenji' }, on(20)),
      anEvent('TicketAnswered', { ticketId: 'a', agentId: 'kenji', writtenAt: null }, on(21)),
      anEvent('TicketAnswered', { ticketId: 'a', agentId: 'maria', writtenAt: null }, on(21)),
      anEvent('TicketAssigned', { ticketId: 'a', agentId: 'maria' }, on(22)),
      anEvent('TicketSolved', { ticketId: 'a', agentId: 'maria' }, on(23)),
    ];
    const { items, total } = await read(log, { groupBy: ['agent'], bucket: 'day', to: on(24, 0) });
    const of = (agent: string) =>
      items.filter(({ group }) => group.agent === agent).map(({ answers, ticketsInHand }) => [answers, ticketsInHand]);
    expect(of('kenji')).toEqual([
      [0, 1],
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
    expect(of('maria')).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [0, 0],
    ]);
    expect(total).toMatchObject({ answers: 2, ticketsInHand: 0 });
  });
});
