import fc from 'fast-check';
import { liveHistories } from '../../test/support/arbitrary-logs.js';
import { rowsAfter, rowsOf, readerAfter, readerOf } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { liveQueue } from './definition.js';
import { hasWaitingRequests, type QueuePosition, nextRequests, nextEndingChats, queuePosition } from './queries.js';

const at = (minute: number): string => `2026-11-27T07:${minute}:00.000Z`;
const called = (callbackId: string, more: object = {}): EventFixture =>
  anEvent('CallbackRequested', { callbackId, ...more }, at(30));
const chatting = (chatId: string, more: object = {}): EventFixture =>
  anEvent('ChatStarted', { chatId, ...more }, at(30));
const [first, second, third] = [called('c-1'), chatting('ch-2'), called('c-3')];
const taken = (callbackId: string, minute = 35): EventFixture => anEvent('CallbackTaken', { callbackId }, at(minute));
const joined = (chatId: string, minute = 35): EventFixture => anEvent('ChatJoined', { chatId }, at(minute));
const callback = (requestId: string) => ({ channel: 'callback', requestId }) as const;
const chat = (requestId: string) => ({ channel: 'chat', requestId }) as const;
const skills = { channels: ['callback', 'chat'], products: ['dropbox'], languages: ['ja'] } as const;

const nextAfter = async (...fixtures: readonly EventFixture[]): Promise<string[]> =>
  (await nextRequests(readerAfter(liveQueue, ...fixtures), skills, 50)).map(({ requestId }) => requestId);
const positionAfter = (requestId: string, ...fixtures: readonly EventFixture[]): Promise<QueuePosition | null> =>
  queuePosition(
    readerAfter(liveQueue, ...fixtures),
    requestId.startsWith('ch-') ? chat(requestId) : callback(requestId),
  );

describe('the live queue', () => {
  it('K4 R6 has a row for each callback and chat, with its position in the queue', () => {
    const rows = rowsAfter(liveQueue, first, second);
    const waitingRequest = {
      teamId: 'acme',
      requesterId: 'aiko',
      product: 'dropbox',
      servedLanguage: 'ja',
      status: 'waiting',
      requestedAt: at(30),
      servedAt: null,
      waitedSeconds: null,
    };
    expect(rows.get('callback-c-1')).toEqual({
      channel: 'callback',
      requestId: 'c-1',
      ...waitingRequest,
      place: '00000000000000000001',
      endsAt: null,
    });
    expect(rows.get('chat-ch-2')).toEqual({
      channel: 'chat',
      requestId: 'ch-2',
      ...waitingRequest,
      place: '00000000000000000002',
      endsAt: at(45),
    });
  });

  it.each([
    ['CallbackTaken', 'held'],
    ['CallbackCompleted', 'over'],
    ['CallbackCancelled', 'over'],
    ['CallbackGivenUp', 'over'],
    ['CallbackUnanswered', 'waiting'],
    ['CallbackReturned', 'waiting'],
  ] as const)('K4 sets after %s the callback status %s', (type, status) => {
    expect(rowsAfter(liveQueue, first, anEvent(type)).get('callback-c-1')).toMatchObject({ status });
  });

  it('R6 has the time at which a silent chat ends', () => {
    const endsAt = at(59);
    expect(
      rowsAfter(liveQueue, second, anEvent('ChatJoined', { chatId: 'ch-2', endsAt })).get('chat-ch-2'),
    ).toMatchObject({ status: 'held', endsAt });
    expect(
      rowsAfter(liveQueue, second, anEvent('ChatMessagePosted', { chatId: 'ch-2', endsAt })).get('chat-ch-2'),
    ).toMatchObject({ status: 'waiting', endsAt });
    expect(
      rowsAfter(liveQueue, second, joined('ch-2'), anEvent('ChatReturned', { chatId: 'ch-2', endsAt })).get(
        'chat-ch-2',
      ),
    ).toMatchObject({ status: 'waiting', endsAt });
    expect(rowsAfter(liveQueue, second, anEvent('ChatEnded', { chatId: 'ch-2' })).get('chat-ch-2')).toMatchObject({
      status: 'over',
      endsAt: null,
    });
  });

  it('K4 serves first in, first out, across channels', async () => {
    expect(await nextAfter(first, second, third)).toEqual(['c-1', 'ch-2', 'c-3']);
    expect(await nextAfter(first, second, third, taken('c-1'))).toEqual(['ch-2', 'c-3']);
  });

  it('K4 keeps the order of more than nine requests', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `c-${index + 1}`);
    expect(await nextAfter(...ids.map((id) => called(id)))).toEqual(ids);
  });

  it('K4 requeues an unanswered or returned request at its original position', async () => {
    expect(await nextAfter(first, second, taken('c-1'), anEvent('CallbackUnanswered', { callbackId: 'c-1' }))).toEqual([
      'c-1',
      'ch-2',
    ]);
    expect(await nextAfter(first, second, third, joined('ch-2'), anEvent('ChatReturned', { chatId: 'ch-2' }))).toEqual([
      'c-1',
      'ch-2',
      'c-3',
    ]);
  });

  it('K4 returns the position, from 1, in the queue of the channel, product and language', async () => {
    expect((await positionAfter('c-1', first, second, third))?.position).toBe(1);
    expect((await positionAfter('ch-2', first, second, third))?.position).toBe(1);
    expect((await positionAfter('c-3', first, second, third))?.position).toBe(2);
    expect(
      (await positionAfter('c-3', first, third, anEvent('CallbackCancelled', { callbackId: 'c-1' })))?.position,
    ).toBe(1);
    expect(
      (await positionAfter('c-3', called('c-1', { product: 'dash' }), called('c-2', { servedLanguage: 'en' }), third))
        ?.position,
    ).toBe(1);
    expect(await positionAfter('c-1', first, taken('c-1'))).toBeNull();
    expect(await positionAfter('c-1', second)).toBeNull();
  });

  it('K4 expects the mean wait of the last ten requests served from the queue', async () => {
    expect(await positionAfter('c-3', first, third)).toEqual({ position: 2, expectedWaitSeconds: null });
    expect(await positionAfter('c-3', first, called('c-2'), third, taken('c-1', 35), taken('c-2', 40))).toEqual({
      position: 1,
      expectedWaitSeconds: 450,
    });
    expect(await positionAfter('c-3', second, third, joined('ch-2', 35))).toEqual({
      position: 1,
      expectedWaitSeconds: null,
    });
    const old = Array.from({ length: 10 }, (_, n) => [called(`c-1${n}`), taken(`c-1${n}`, 40)]).flat();
    expect(await positionAfter('c-3', first, taken('c-1', 31), ...old, third)).toEqual({
      position: 1,
      expectedWaitSeconds: 600,
    });
  });

  it('K4 measures the wait until an agent first took the request', () => {
    const again = [first, taken('c-1', 35), anEvent('CallbackUnanswered', { callbackId: 'c-1' }), taken('c-1', 50)];
    expect(rowsAfter(liveQueue, ...again).get('callback-c-1')).toMatchObject({ servedAt: at(35), waitedSeconds: 300 });
  });

  it('K4 matches the channels, products and languages of an agent', async () => {
    const reader = readerAfter(
      liveQueue,
      first,
      second,
      called('c-8', { product: 'dash' }),
      called('c-9', { servedLanguage: 'en' }),
    );
    const ids = async (differing: object) =>
      (await nextRequests(reader, { ...skills, ...differing }, 50)).map(({ requestId }) => requestId);
    expect(await ids({ channels: ['chat'] })).toEqual(['ch-2']);
    expect(await ids({ products: ['dash', 'dropbox'], channels: ['callback'] })).toEqual(['c-1', 'c-8']);
    expect(await ids({ languages: ['en'] })).toEqual(['c-9']);
    expect(await ids({ channels: [] })).toEqual([]);
  });

  it('reports whether any request is waiting', async () => {
    expect(await hasWaitingRequests(readerAfter(liveQueue))).toBe(false);
    expect(await hasWaitingRequests(readerAfter(liveQueue, first))).toBe(true);
    expect(await hasWaitingRequests(readerAfter(liveQueue, first, taken('c-1')))).toBe(false);
  });

  it('R6 lists chats that end automatically, earliest first, in pages', async () => {
    const reader = readerAfter(
      liveQueue,
      chatting('ch-1', { endsAt: at(50) }),
      chatting('ch-2', { endsAt: at(45) }),
      chatting('ch-3'),
      anEvent('ChatEnded', { chatId: 'ch-3' }),
      first,
    );
    const [next] = await nextEndingChats(reader, 1);
    expect(next).toMatchObject({ key: 'chat-ch-2', row: { endsAt: at(45) } });
    expect(await nextEndingChats(reader, 5, next && { endsAt: next.row.endsAt, key: next.key })).toMatchObject([
      { row: { requestId: 'ch-1' } },
    ]);
  });

  it('K4 numbers the waiting requests of each queue from 1 without gaps', async () => {
    await fc.assert(
      fc.asyncProperty(liveHistories, async (log) => {
        const reader = readerOf(liveQueue, log);
        for (const [channel, product] of [
          ['callback', 'dropbox'],
          ['callback', 'dash'],
          ['chat', 'dropbox'],
          ['chat', 'dash'],
        ] as const) {
          const waiting = await nextRequests(
            reader,
            { channels: [channel], products: [product], languages: ['ja'] },
            100,
          );
          const placed = await Promise.all(waiting.map((request) => queuePosition(reader, request)));
          expect(placed.map((place) => place?.position)).toEqual(waiting.map((_, index) => index + 1));
        }
      }),
    );
  });

  it('has one row per request', () => {
    fc.assert(
      fc.property(liveHistories, (log) => {
        expect(rowsOf(liveQueue, log).size).toBe(
          log.filter(({ type }) => type === 'CallbackRequested' || type === 'ChatStarted').length,
        );
      }),
    );
  });
});
