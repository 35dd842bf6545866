import fc from 'fast-check';
import { isRefusal } from '@ledgerdesk/kernel';
import { eventsOf, liveHistories, REQUESTERS } from '../../test/support/arbitrary-logs.js';
import { readerAfter, readerOf, rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { ownLiveRequests } from './definition.js';
import { ownCallbacks, ownChats } from './queries.js';

const at = (minute: number): string => `2026-11-27T07:${minute}:00.000Z`;
const started = (chatId: string, minute = 30, more: object = {}): EventFixture =>
  anEvent('ChatStarted', { chatId, endsAt: at(45), ...more }, at(minute));
const requested = (callbackId: string, minute = 30, more: object = {}): EventFixture =>
  anEvent('CallbackRequested', { callbackId, ...more }, at(minute));
const aiko = { teamId: 'acme', requesterId: 'aiko' };

const chatAfter = (...fixtures: readonly EventFixture[]) =>
  rowsAfter(ownLiveRequests, started('ch-1'), ...fixtures).get('chat-ch-1');
const callbackAfter = (...fixtures: readonly EventFixture[]) =>
  rowsAfter(ownLiveRequests, requested('c-1', 30, { ticketId: null }), ...fixtures).get('callback-c-1');
const onChat = (type: Parameters<typeof anEvent>[0], data: object = {}) => anEvent(type, { chatId: 'ch-1', ...data });
const onCallback = (type: Parameters<typeof anEvent>[0], data: object = {}) =>
  anEvent(type, { callbackId: 'c-1', ...data });

describe("a requester's chats", () => {
  it('R6 K4 have the status, the agent, and the time of their automatic end', () => {
    expect(chatAfter()).toEqual({
      channel: 'chat',
      requestId: 'ch-1',
      ...aiko,
      phase: 'open',
      status: 'waiting',
      product: 'dropbox',
      issueType: 'sync_upload',
      servedLanguage: 'ja',
      terms: 'standard',
      timeZone: 'Asia/Tokyo',
      requestedAt: at(30),
      retryAt: null,
      endsAt: at(45),
      agentId: null,
      ticketId: null,
    });
    const joined = onChat('ChatJoined', { endsAt: at(50) });
    expect(chatAfter(joined)).toMatchObject({ status: 'active', agentId: 'kenji', endsAt: at(50) });
    expect(chatAfter(onChat('ChatMessagePosted', { endsAt: at(51) }))).toMatchObject({ endsAt: at(51) });
    expect(chatAfter(joined, onChat('ChatReturned'))).toMatchObject({ status: 'waiting', agentId: null });
    const transferred = (toAgentId: string | null) => onChat('ChatTransferred', { toAgentId, endsAt: at(52) });
    expect(chatAfter(joined, transferred('yuki'))).toMatchObject({ status: 'active', agentId: 'yuki', endsAt: at(52) });
    expect(chatAfter(joined, transferred(null))).toMatchObject({ status: 'waiting', agentId: null });
    expect(chatAfter(onChat('ChatLanguageChanged'))).toMatchObject({ servedLanguage: 'en' });
    expect(chatAfter(joined, onChat('ChatEnded'))).toMatchObject({
      status: 'ended',
      phase: 'past',
      endsAt: null,
      agentId: 'kenji',
    });
  });

  it('R6 name their ticket once it exists', () => {
    const linked = anEvent('LiveSupportLinked', { ticketId: 't-9', channel: 'chat', requestId: 'ch-1' });
    expect(chatAfter(onChat('ChatEnded', { ticketId: 't-9' }))).toMatchObject({ ticketId: null });
    expect(chatAfter(onChat('ChatEnded', { ticketId: 't-9' }), linked)).toMatchObject({ ticketId: 't-9' });
  });
});

describe("a requester's callbacks", () => {
  it('K4 have the status, the unanswered calls, and the pause after them', () => {
    expect(callbackAfter()).toMatchObject({
      status: 'waiting',
      phase: 'open',
      attempts: 0,
      issueType: 'signin_access',
    });
    expect(callbackAfter(onCallback('CallbackTaken'))).toMatchObject({ status: 'taken' });
    expect(callbackAfter(onCallback('CallbackTaken'), onCallback('CallbackReturned'))).toMatchObject({
      status: 'waiting',
    });
    expect(callbackAfter(onCallback('CallbackTaken'), onCallback('CallbackUnanswered'))).toMatchObject({
      status: 'waiting',
      attempts: 1,
      retryAt: at(40),
    });
    expect(callbackAfter(onCallback('CallbackTransferred', { toAgentId: null }))).toMatchObject({ status: 'waiting' });
    expect(callbackAfter(onCallback('CallbackTransferred'))).toMatchObject({ status: 'taken' });
    expect(callbackAfter(onCallback('CallbackLanguageChanged'))).toMatchObject({ servedLanguage: 'en' });
  });

  it('K4 E2 are past once completed, cancelled or given up', () => {
    expect(callbackAfter(onCallback('CallbackCompleted'))).toMatchObject({ status: 'completed', phase: 'past' });
    expect(callbackAfter(onCallback('CallbackGivenUp', { ticketId: 'c-1' }))).toMatchObject({
      status: 'given-up',
      phase: 'past',
      ticketId: 'c-1',
    });
    expect(callbackAfter(onCallback('CallbackCancelled'))).toMatchObject({
      status: 'cancelled',
      phase: 'past',
      cancelledFor: 'member-deactivated',
    });
  });
});

describe("the list of a requester's chats and callbacks", () => {
  const reader = readerAfter(
    ownLiveRequests,
    started('ch-1', 31),
    requested('c-1', 32),
    started('ch-2', 33),
    started('ch-3', 34, { requesterId: 'ben' }),
    started('ch-4', 35, { teamId: 'globex' }),
    anEvent('ChatEnded', { chatId: 'ch-1' }),
  );
  const idsIn = (page: Awaited<ReturnType<typeof ownChats | typeof ownCallbacks>>): readonly string[] => {
    if (isRefusal(page)) throw new Error(page.message);
    return page.items.map(({ requestId }) => requestId);
  };

  it('V4 K4 R6 has own ones of a channel only, newest first, also by phase', async () => {
    expect(idsIn(await ownChats(reader, aiko, {}))).toEqual(['ch-2', 'ch-1']);
    expect(idsIn(await ownChats(reader, aiko, { phase: 'open' }))).toEqual(['ch-2']);
    expect(idsIn(await ownChats(reader, aiko, { phase: 'past' }))).toEqual(['ch-1']);
    expect(idsIn(await ownCallbacks(reader, aiko, {}))).toEqual(['c-1']);
    expect(idsIn(await ownCallbacks(reader, { ...aiko, requesterId: 'ben' }, {}))).toEqual([]);
  });

  it('V4 V5 pages through all own requests once, whatever others do', async () => {
    await fc.assert(
      fc.asyncProperty(liveHistories, async (log) => {
        for (const requester of REQUESTERS) {
          const [all, alone] = [readerOf(ownLiveRequests, log), readerOf(ownLiveRequests, eventsOf(log, requester))];
          for (const list of [ownChats, ownCallbacks]) {
            const page = await list(all, requester, { limit: 2 });
            expect(page).toEqual(await list(alone, requester, { limit: 2 }));
          }
        }
      }),
    );
  });
});
