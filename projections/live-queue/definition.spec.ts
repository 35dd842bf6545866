import fc from 'fast-check';
import { callbackHistories, REQUESTERS } from '../../test/arbitrary-history.js';
import { folded, foldedFrom, readerAfter, readerFrom } from '../../test/folded.js';
import { happened, type Happening } from '../../test/recorded.js';
import { callbackQueue } from './definition.js';
import { callbackOf, callbacksTakenBy, callbacksTakenWith, nextCallbacks } from './queries.js';

const [aiko, ben, namesake] = REQUESTERS;
const requestedAt = '2026-11-27T07:30:00.000Z';
const requested = (callbackId: string): Happening => happened('CallbackRequested', { callbackId }, requestedAt);
const [first, second, third] = [requested('c-1'), requested('c-2'), requested('c-3')];
const skills = { products: ['dropbox'], languages: ['ja'] } as const;

const positionAfter = async (callbackId: string, ...happenings: readonly Happening[]): Promise<number | null | undefined> =>
  (await callbackOf(readerAfter(callbackQueue, ...happenings), aiko, callbackId))?.position;
const nextAfter = async (...happenings: readonly Happening[]): Promise<string[]> =>
  (await nextCallbacks(readerAfter(callbackQueue, ...happenings), skills, 5)).map(({ callbackId }) => callbackId);

describe('the callback queue', () => {
  it('K4 keeps a callback and its place in line', () => {
    expect(folded(callbackQueue, first).get('c-1')).toEqual({
      callbackId: 'c-1', teamId: 'acme', requesterId: 'aiko', product: 'dropbox', language: 'ja', servedLanguage: 'ja', status: 'waiting',
      requestedAt, place: '00000000000000000001', attempts: 0, phone: '+81312345678', reason: 'Nobody can sign in.', ticketId: 't-1', agentId: null,
      takenWith: null,
    });
  });

  it.each([['CallbackTaken', 'taken', 'kenji'], ['CallbackCompleted', 'completed', 'kenji'], ['CallbackCancelled', 'cancelled', null]] as const)(
    'shows after %s that the callback is %s', (type, status, agentId) => {
      expect(folded(callbackQueue, first, happened(type)).get('c-1')).toMatchObject({ status, agentId });
    });

  it('K4 serves first in, first out', async () => {
    expect(await nextAfter(first, second, third)).toEqual(['c-1', 'c-2', 'c-3']);
    expect(await nextAfter(first, second, third, happened('CallbackTaken', { callbackId: 'c-1' }))).toEqual(['c-2', 'c-3']);
  });

  it('K4 keeps the order of requests beyond nine', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `c-${index + 1}`);
    const reader = readerAfter(callbackQueue, ...ids.map(requested));
    expect((await nextCallbacks(reader, skills, 12)).map(({ callbackId }) => callbackId)).toEqual(ids);
  });

  it('K4 gives an unanswered callback the place it had', async () => {
    const unanswered = [first, second, happened('CallbackTaken', { callbackId: 'c-1' }), happened('CallbackUnanswered', { callbackId: 'c-1', attempts: 1 })];
    expect(await nextAfter(...unanswered)).toEqual(['c-1', 'c-2']);
    expect(folded(callbackQueue, ...unanswered).get('c-1')).toMatchObject({ status: 'waiting', attempts: 1, agentId: null });
  });

  it('K4 tells how many calls it is until one\'s own: 1 is next', async () => {
    expect(await positionAfter('c-1', first, second)).toBe(1);
    expect(await positionAfter('c-2', first, second)).toBe(2);
    expect(await positionAfter('c-2', first, second, happened('CallbackCancelled', { callbackId: 'c-1' }))).toBe(1);
    expect(await positionAfter('c-1', first, happened('CallbackTaken'))).toBeNull();
  });

  it('tells what an agent has taken and not finished yet', async () => {
    const taken = ['c-2', 'c-1', 'c-3'].map((callbackId) => happened('CallbackTaken', { callbackId, agentId: callbackId === 'c-3' ? 'mia' : 'kenji' }));
    const held = async (...more: readonly Happening[]): Promise<string[]> =>
      (await callbacksTakenBy(readerAfter(callbackQueue, first, second, third, ...taken, ...more), 'kenji')).map(({ callbackId }) => callbackId);
    expect(await held()).toEqual(['c-1', 'c-2']);
    expect(await held(happened('CallbackCompleted', { callbackId: 'c-1' }))).toEqual(['c-2']);
    expect(await held(happened('CallbackUnanswered', { callbackId: 'c-1' }))).toEqual(['c-2']);
  });

  it('finds what a command took, also when it is finished or waits again', async () => {
    const found = async (...more: readonly Happening[]): Promise<string[]> =>
      (await callbacksTakenWith(readerAfter(callbackQueue, first, second, happened('CallbackTaken', { callbackId: 'c-1' }), ...more), 'command')).map(({ callbackId }) => callbackId);
    expect(await found()).toEqual(['c-1']);
    expect(await found(happened('CallbackCompleted', { callbackId: 'c-1' }))).toEqual(['c-1']);
    expect(await found(happened('CallbackUnanswered', { callbackId: 'c-1' }))).toEqual(['c-1']);
  });

  it('K4 has a queue for each product and language', async () => {
    const dash = happened('CallbackRequested', { callbackId: 'c-8', product: 'dash' });
    const english = happened('CallbackRequested', { callbackId: 'c-9', servedLanguage: 'en' });
    expect(await positionAfter('c-1', dash, english, first)).toBe(1);
    expect(await nextAfter(dash, english, first)).toEqual(['c-1']);
    const both = await nextCallbacks(readerAfter(callbackQueue, dash, english, first), { products: ['dash', 'dropbox'], languages: ['en', 'ja'] });
    expect(both.map(({ callbackId }) => callbackId)).toEqual(['c-8']);
  });

  it('V5 shows nobody another one\'s callback', async () => {
    expect(await callbackOf(readerAfter(callbackQueue, first), ben, 'c-1')).toBeUndefined();
    expect(await callbackOf(readerAfter(callbackQueue, first), namesake, 'c-1')).toBeUndefined();
    await fc.assert(fc.asyncProperty(callbackHistories, fc.constantFrom(...REQUESTERS), fc.nat(8), async (log, who, number) => {
      const found = await callbackOf(readerFrom(callbackQueue, log), who, `c-${number}`);
      if (found) expect(found.callback).toMatchObject(who);
    }));
  });

  it('K4 numbers those who wait in each queue from 1 on, without a gap', async () => {
    await fc.assert(fc.asyncProperty(callbackHistories, async (log) => {
      const reader = readerFrom(callbackQueue, log);
      for (const product of ['dropbox', 'dash']) {
        const waiting = await nextCallbacks(reader, { products: [product], languages: ['ja'] }, 100);
        const placed = await Promise.all(waiting.map((callback) => callbackOf(reader, callback, callback.callbackId)));
        expect(placed.map((found) => found?.position)).toEqual(waiting.map((_, index) => index + 1));
      }
    }));
  });

  it('keeps a row for each callback that was requested', () => {
    fc.assert(fc.property(callbackHistories, (log) => {
      expect(foldedFrom(callbackQueue, log).size).toBe(log.filter(({ type }) => type === 'CallbackRequested').length);
    }));
  });
});
