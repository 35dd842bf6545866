import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { isRefusal } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { liveHistories } from '../test/support/arbitrary-logs.js';
import { readerAfter, readerOf } from '../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../test/support/recorded-events.js';
import { liveOutcomes } from './live-outcomes/definition.js';
import { callbackReportQuery, chatReportQuery } from './live-report.js';
import type { GroupedReportRequest } from './reports/grouped-report.js';

const zones = new TemporalTimeZones();
const at = (minute: number): string => new Date(Date.UTC(2026, 10, 27, 8, minute)).toISOString();
const chat = (chatId: string, start: number, joined?: number, ended?: number, data: object = {}): EventFixture[] => [
  anEvent('ChatStarted', { chatId }, at(start)),
  ...(joined === undefined ? [] : [anEvent('ChatJoined', { chatId, agentId: 'kenji' }, at(joined))]),
  ...(ended === undefined ? [] : [anEvent('ChatEnded', { chatId, reason: 'requester', ...data }, at(ended))]),
];
const chats = [
  ...chat('a', 0, 2, 12),
  ...chat('b', 1, 5, 35),
  ...chat('c', 2, undefined, 6),
  ...chat('d', 70, undefined, 85, { reason: 'nobody-joined' }),
  ...chat('e', 71, undefined, 72, { reason: 'live-support-lost' }),
  ...chat('f', 72),
  anEvent('ChatTransferred', { chatId: 'b', toAgentId: null }, at(10)),
];
const chatReport = (request: GroupedReportRequest = {}) =>
  chatReportQuery(zones).run(readerAfter(liveOutcomes, ...chats), request);

describe('the report of chats', () => {
  it('R6 counts them by outcome, with waits, and the time in the chat', async () => {
    expect(await chatReport()).toMatchObject({
      total: {
        chats: 6,
        answered: 2,
        abandoned: 1,
        missed: 1,
        withdrawn: 1,
        open: 1,
        transfers: 1,
        waitMinutes: { count: 2, mean: 3, median: 2, p90: 4, max: 4 },
        abandonedAfterMinutes: { count: 1, median: 4 },
        chatMinutes: { count: 2, median: 10, max: 30 },
      },
    });
  });

  it('groups them by agent and hour of the week, from their start', async () => {
    expect(await chatReport({ groupBy: ['hourOfWeek', 'agent'], timeZone: 'Asia/Tokyo' })).toMatchObject({
      items: [
        { group: { hourOfWeek: 113, agent: 'kenji' }, chats: 2 },
        { group: { hourOfWeek: 113, agent: null }, abandoned: 1 },
        { group: { hourOfWeek: 114, agent: null }, missed: 1, withdrawn: 1, open: 1 },
      ],
    });
  });
});

describe('the report of callbacks', () => {
  const callback = (callbackId: string, start: number, ...events: readonly (readonly [string, number])[]) => [
    anEvent('CallbackRequested', { callbackId, issueType: null }, at(start)),
    ...events.map(([type, minute]) => anEvent(type as 'CallbackTaken', { callbackId, agentId: 'yuki' }, at(minute))),
  ];
  const callbacks = [
    ...callback('a', 0, ['CallbackTaken', 5], ['CallbackCompleted', 9]),
    ...callback(
      'b',
      1,
      ['CallbackTaken', 4],
      ['CallbackUnanswered', 5],
      ['CallbackTaken', 30],
      ['CallbackCompleted', 41],
    ),
    ...callback('c', 2, ['CallbackTaken', 3], ['CallbackUnanswered', 4], ['CallbackGivenUp', 4]),
    ...callback('d', 3),
  ];

  it('K4 counts calls, outcomes and the time until one reached the requester', async () => {
    const answer = await callbackReportQuery(zones).run(readerAfter(liveOutcomes, ...callbacks, ...chats), {});
    expect(answer).toMatchObject({
      total: {
        callbacks: 4,
        attempts: 4,
        answered: 2,
        missed: 1,
        open: 1,
        waitMinutes: { count: 3, median: 3, max: 5 },
        reachedAfterMinutes: { count: 2, median: 9, max: 40 },
      },
    });
  });

  it('adds up over outcomes and groups in any history', async () => {
    await fc.assert(
      fc.asyncProperty(liveHistories, async (history) => {
        const read = async (request: GroupedReportRequest) => {
          const answer = await callbackReportQuery(zones).run(readerOf(liveOutcomes, history), request);
          if (isRefusal(answer)) throw new Error(answer.message);
          return answer;
        };
        const { total, items } = await read({ groupBy: ['team', 'product', 'agent'], bucket: 'day' });
        const { answered, abandoned, missed, withdrawn, open } = total;
        expect(total.callbacks).toBe(answered + abandoned + missed + withdrawn + open);
        expect(items.reduce((sum, { callbacks: count }) => sum + count, 0)).toBe(total.callbacks);
        expect(items.reduce((sum, { waitMinutes }) => sum + waitMinutes.count, 0)).toBe(total.waitMinutes.count);
        expect((await read({})).total).toEqual(total);
      }),
      { numRuns: 30 },
    );
  });
});
