import { rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { liveOutcomes } from './definition.js';

const at = (minute: number): string => `2026-11-27T08:${String(minute).padStart(2, '0')}:00.000Z`;
const chatAfter = (...fixtures: readonly EventFixture[]) =>
  rowsAfter(liveOutcomes, anEvent('ChatStarted', {}, at(0)), ...fixtures).get('chat.ch-1');
const callbackAfter = (...fixtures: readonly EventFixture[]) =>
  rowsAfter(liveOutcomes, anEvent('CallbackRequested', {}, at(0)), ...fixtures).get('callback.c-1');

describe('what becomes of a chat', () => {
  it('R6 waits until an agent joins, and is answered from then on', () => {
    expect(chatAfter()).toMatchObject({
      channel: 'chat',
      startedAt: at(0),
      takenAt: null,
      agentId: null,
      outcome: null,
    });
    const joined = [
      anEvent('ChatJoined', { agentId: 'kenji' }, at(3)),
      anEvent('ChatTransferred', { toAgentId: null }, at(4)),
      anEvent('ChatJoined', { agentId: 'yuki' }, at(6)),
      anEvent('ChatTransferred', { agentId: 'yuki', toAgentId: 'maria' }, at(7)),
    ];
    expect(chatAfter(...joined, anEvent('ChatEnded', { reason: 'requester' }, at(9)))).toMatchObject({
      takenAt: at(3),
      agentId: 'maria',
      transfers: 2,
      outcome: 'answered',
      endedAt: at(9),
    });
  });

  it.each([
    ['requester', 'abandoned'],
    ['nobody-joined', 'missed'],
    ['member-deactivated', 'withdrawn'],
    ['live-support-lost', 'withdrawn'],
  ] as const)('R6 E2 without an agent, an end by %s is %s', (reason, outcome) => {
    expect(chatAfter(anEvent('ChatEnded', { reason, agentId: null }, at(5)))).toMatchObject({
      outcome,
      endedAt: at(5),
    });
  });

  it('R6 is the request of the ticket that it becomes', () => {
    expect(chatAfter()).toMatchObject({ becameTicket: false });
    const linked = (requestId: string) => anEvent('LiveSupportLinked', { channel: 'chat', requestId });
    expect(chatAfter(linked('ch-1'))).toMatchObject({ becameTicket: true });
    expect(chatAfter(linked('ch-2'))).toMatchObject({ becameTicket: false });
  });

  it('L4 has the language that it is served in', () => {
    expect(chatAfter(anEvent('ChatLanguageChanged', { servedLanguage: 'en' }))).toMatchObject({ language: 'en' });
  });
});

describe('what becomes of a callback', () => {
  const taken = anEvent('CallbackTaken', { agentId: 'kenji' }, at(5));

  it('K4 counts all calls, and is answered if one reaches the requester', () => {
    expect(
      callbackAfter(
        taken,
        anEvent('CallbackUnanswered', {}, at(7)),
        anEvent('CallbackTaken', { agentId: 'yuki' }, at(20)),
        anEvent('CallbackCompleted', { agentId: 'yuki' }, at(25)),
      ),
    ).toMatchObject({ takenAt: at(5), agentId: 'yuki', attempts: 2, outcome: 'answered', endedAt: at(25) });
  });

  it('K4 is missed if all calls go unanswered', () => {
    expect(
      callbackAfter(taken, anEvent('CallbackUnanswered', {}, at(7)), anEvent('CallbackGivenUp', {}, at(7))),
    ).toMatchObject({ attempts: 1, outcome: 'missed', endedAt: at(7) });
  });

  it.each([
    ['requester', 'abandoned'],
    ['live-support-lost', 'withdrawn'],
  ] as const)('E2 K4 cancelled by %s is %s', (reason, outcome) => {
    expect(callbackAfter(anEvent('CallbackCancelled', { reason }, at(5)))).toMatchObject({ outcome, attempts: 0 });
  });
});
