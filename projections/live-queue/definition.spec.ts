import fc from 'fast-check';
import { liveHistories } from '../../test/support/arbitrary-logs.js';
import { rowsAfter, rowsOf, readerAfter, readerOf } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { liveQueue } from './definition.js';
import {
  hasWaitingRequests,
  type QueuePosition,
  nextRequests,
  nextEndingChats,
  openRequestsOf,
  queuePosition,
  waitingInJapanese,
  waitingOf,
} from './queries.js';

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
  (await nextRequests(readerAfter(liveQueue, ...fixtures), skills, { limit: 50 })).map(({ requestId }) => requestId);
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
      terms: 'standard',
      timeZone: 'Asia/Tokyo',
      status: 'waiting',
      requestedAt: at(30),
      waitingSince: at(30),
      retryAt: null,
      frontPlace: null,
      transferredBy: null,
      takenPlace: null,
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
    ['CallbackLanguageChanged', 'waiting'],
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

  it('K4 R6 puts a transferred request at the front, and for the agent who did it last', async () => {
    const transfer = (toAgentId: string | null) =>
      anEvent('ChatTransferred', { chatId: 'ch-4', agentId: 'kenji', toAgentId, endsAt: at(50) }, at(40));
    const log = [first, second, third, chatting('ch-4'), joined('ch-4'), transfer(null)];
    expect(await nextAfter(...log)).toEqual(['ch-4', 'c-1', 'ch-2', 'c-3']);
    expect(rowsAfter(liveQueue, ...log).get('chat-ch-4')).toMatchObject({
      status: 'waiting',
      waitingSince: at(40),
      transferredBy: 'kenji',
      endsAt: at(50),
    });
    const next = await nextRequests(readerAfter(liveQueue, ...log), skills, { limit: 9, agentId: 'kenji' });
    expect(next.map(({ requestId }) => requestId)).toEqual(['c-1', 'ch-2', 'c-3', 'ch-4']);
    expect((await positionAfter('ch-4', ...log))?.position).toBe(1);
    const rejoined = [...log, joined('ch-4', 41), anEvent('ChatReturned', { chatId: 'ch-4' })];
    expect(rowsAfter(liveQueue, ...rejoined).get('chat-ch-4')).toMatchObject({ transferredBy: null });
    expect((await nextAfter(...rejoined))[0]).toBe('ch-4');
    expect(rowsAfter(liveQueue, ...log.slice(0, -1), transfer('yuki')).get('chat-ch-4')).toMatchObject({
      status: 'held',
      frontPlace: null,
      endsAt: at(50),
    });
    const callbackToFront = anEvent('CallbackTransferred', { callbackId: 'c-3', toAgentId: null });
    expect(await nextAfter(first, second, third, taken('c-3'), callbackToFront)).toEqual(['c-3', 'c-1', 'ch-2']);
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

  it('K4 expects a wait by the place in line, at the pace of the last ten requests served', async () => {
    expect(await positionAfter('c-3', first, third)).toEqual({ position: 2, expectedWaitSeconds: null });
    expect(await positionAfter('c-3', first, called('c-2'), third, taken('c-1', 35), taken('c-2', 40))).toEqual({
      position: 1,
      expectedWaitSeconds: 300,
    });
    expect(await positionAfter('c-3', second, third, joined('ch-2', 35))).toEqual({
      position: 1,
      expectedWaitSeconds: null,
    });
    const old = Array.from({ length: 10 }, (_, n) => [called(`c-1${n}`), taken(`c-1${n}`, 40)]).flat();
    expect(await positionAfter('c-3', first, taken('c-1', 31), ...old, third)).toEqual({
      position: 1,
      expectedWaitSeconds: 55,
    });
    const [alone, next] = [anEvent('CallbackRequested', { callbackId: 'c-8' }, at(50)), called('c-9')];
    expect(await positionAfter('c-9', first, taken('c-1', 35), alone, next)).toEqual({
      position: 2,
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
      (await nextRequests(reader, { ...skills, ...differing }, { limit: 50 })).map(({ requestId }) => requestId);
    expect(await ids({ channels: ['chat'] })).toEqual(['ch-2']);
    expect(await ids({ products: ['dash', 'dropbox'], channels: ['callback'] })).toEqual(['c-1', 'c-8']);
    expect(await ids({ languages: ['en'] })).toEqual(['c-9']);
    expect(await ids({ channels: [] })).toEqual([]);
  });

  it('L4 K4 has a request that is served in English in the English queue, at its place', async () => {
    const english = called('c-9', { servedLanguage: 'en' });
    const changed = anEvent('CallbackLanguageChanged', { callbackId: 'c-1' });
    const reader = readerAfter(
      liveQueue,
      first,
      english,
      second,
      changed,
      anEvent('ChatLanguageChanged', { chatId: 'ch-2' }),
    );
    const next = await nextRequests(reader, { ...skills, languages: ['en'] }, { limit: 50 });
    expect(next.map(({ requestId }) => requestId)).toEqual(['c-1', 'c-9', 'ch-2']);
    expect(await waitingInJapanese(reader, 10)).toEqual([]);
  });

  it('L4 lists what waits in Japanese, longest waiting first, in pages', async () => {
    const returned = anEvent('CallbackReturned', { callbackId: 'c-1' }, at(40));
    const reader = readerAfter(liveQueue, first, second, taken('c-1'), returned, third, taken('c-3'));
    const [next] = await waitingInJapanese(reader, 1);
    expect(next).toMatchObject({ key: 'chat-ch-2', row: { waitingSince: at(30) } });
    expect(
      await waitingInJapanese(reader, 5, next && { waitingSince: next.row.waitingSince, key: next.key }),
    ).toMatchObject([{ key: 'callback-c-1', row: { waitingSince: at(40) } }]);
  });

  it('K4 leaves out requests that have to wait, which keep their place', async () => {
    const reader = readerAfter(liveQueue, first, second, third);
    const next = await nextRequests(reader, skills, {
      limit: 50,
      canBeTaken: ({ requestId }) => requestId !== 'c-1',
    });
    expect(next.map(({ requestId }) => requestId)).toEqual(['ch-2', 'c-3']);
    expect((await queuePosition(reader, callback('c-3')))?.position).toBe(2);
  });

  it('K4 has the pause after an unanswered call', () => {
    const unanswered = anEvent('CallbackUnanswered', { callbackId: 'c-1', retryAt: at(41) });
    expect(rowsAfter(liveQueue, first, taken('c-1'), unanswered).get('callback-c-1')).toMatchObject({
      status: 'waiting',
      retryAt: at(41),
    });
  });

  it('L7 K4 serves premium requests before those of standard support', async () => {
    const premium = called('c-9', { terms: 'premium', timeZone: null });
    expect(await nextAfter(first, premium, second)).toEqual(['c-9', 'c-1', 'ch-2']);
    expect((await positionAfter('c-9', first, premium))?.position).toBe(1);
    expect((await positionAfter('c-1', first, premium))?.position).toBe(2);
  });

  it('K4 takes turns of the teams, so that one with many requests delays another by one only', async () => {
    const many = Array.from({ length: 30 }, (_, n) => called(`c-${n}`));
    const honest = called('c-99', { teamId: 'globex' });
    const reader = readerAfter(liveQueue, ...many, honest);
    expect((await queuePosition(reader, callback('c-99')))?.position).toBe(2);
    expect(await nextAfter(...many, honest, taken('c-0'))).toEqual([
      'c-99',
      ...many.slice(1).map((_, n) => `c-${n + 1}`),
    ]);
  });

  it('E2 lists the open requests of one member only', async () => {
    const reader = readerAfter(
      liveQueue,
      first,
      second,
      third,
      taken('c-1'),
      anEvent('CallbackCancelled', { callbackId: 'c-3' }),
      called('c-4', { requesterId: 'ben' }),
      called('c-5', { teamId: 'globex' }),
    );
    const aiko = { teamId: 'acme', requesterId: 'aiko' };
    expect((await openRequestsOf(reader, aiko)).map(({ requestId }) => requestId).sort()).toEqual(['c-1', 'ch-2']);
    expect(await waitingOf(reader, aiko, 'chat')).toEqual(['ch-2']);
    expect(await waitingOf(reader, aiko, 'callback')).toEqual([]);
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
            { limit: 100 },
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
