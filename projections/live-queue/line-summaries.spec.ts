import { readerAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { liveQueue } from './definition.js';
import { lineSummaries } from './line-summaries.js';

const at = (minute: number): string => `2026-11-27T07:${minute}:00.000Z`;
const called = (callbackId: string, more: object = {}, minute = 30): EventFixture =>
  anEvent('CallbackRequested', { callbackId, terms: 'premium', ...more }, at(minute));
const taken = (callbackId: string, minute: number): EventFixture =>
  anEvent('CallbackTaken', { callbackId }, at(minute));

describe('summaries of the queues', () => {
  it('K4 L7 count what waits in each queue by terms, and what agents work on', async () => {
    const reader = readerAfter(
      liveQueue,
      called('c-1', {}, 31),
      called('c-2', { terms: 'standard' }, 32),
      called('c-3', { servedLanguage: 'en' }),
      called('c-4', {}, 33),
      anEvent('ChatStarted', { chatId: 'ch-1', terms: 'premium' }, at(34)),
      taken('c-3', 35),
    );
    expect(await lineSummaries(reader, ({ requestId }) => requestId === 'c-4')).toEqual({
      isTruncated: false,
      queues: [
        {
          channel: 'callback',
          product: 'dropbox',
          servedLanguage: 'en',
          premium: 0,
          standard: 0,
          withheld: 0,
          oldestRequestedAt: null,
          expectedWaitSeconds: 300,
          held: 1,
        },
        {
          channel: 'callback',
          product: 'dropbox',
          servedLanguage: 'ja',
          premium: 2,
          standard: 1,
          withheld: 1,
          oldestRequestedAt: at(31),
          expectedWaitSeconds: null,
          held: 0,
        },
        {
          channel: 'chat',
          product: 'dropbox',
          servedLanguage: 'ja',
          premium: 1,
          standard: 0,
          withheld: 0,
          oldestRequestedAt: at(34),
          expectedWaitSeconds: null,
          held: 0,
        },
      ],
    });
  });

  it('K4 leave out queues in which nothing waits or is worked on', async () => {
    const over = [called('c-1'), anEvent('CallbackCancelled', { callbackId: 'c-1' })];
    expect(await lineSummaries(readerAfter(liveQueue, ...over), () => false)).toEqual({
      queues: [],
      isTruncated: false,
    });
  });
});
