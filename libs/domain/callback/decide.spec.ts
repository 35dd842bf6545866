import { aMember } from '../../../test/support/state-builders.js';
import { policiesWith } from '../../../test/support/policies.js';
import {
  AT,
  LATER,
  RETRY,
  CLOSED,
  keys,
  request,
  take,
  by,
  putBack,
  transfer,
  toQueue,
  cancel,
  nothing,
  waiting,
  taken,
  completed,
} from '../../../test/support/callback-commands.js';

describe('a callback', () => {
  it('K4 is taken by an agent', () => {
    waiting.when(take()).then({ type: 'CallbackTaken', data: { ...keys, agentId: 'kenji', engagementId: 'of-kenji' } });
  });

  it('K4 is taken by one agent only, who alone can finish it', () => {
    taken.when(take()).thenNothing();
    taken.when(take('kenji', 'another')).thenRefused('callback-taken', { rule: 'K4' });
    taken.when(take('yuki')).thenRefused('callback-taken', { rule: 'K4', reason: 'conflict' });
    taken
      .when(by('CompleteCallback', 'yuki'))
      .thenRefused('callback-of-another-agent', { rule: 'K4', reason: 'conflict' });
    taken.when(by('RecordUnansweredCallback', 'yuki')).thenRefused('callback-of-another-agent', { rule: 'K4' });
  });

  it('K4 is completed by a call, once', () => {
    taken.when(by('CompleteCallback')).then({ type: 'CallbackCompleted', data: { ...keys, agentId: 'kenji' } });
    completed.when(by('CompleteCallback')).thenNothing();
    completed.when(by('CompleteCallback', 'yuki')).thenRefused('callback-completed', { rule: 'K4' });
    completed.when(take()).thenRefused('callback-completed', { rule: 'K4' });
  });

  it('K4 returns to its position in the queue after an unanswered call, which is counted', () => {
    taken
      .when(by('RecordUnansweredCallback'))
      .then({ type: 'CallbackUnanswered', data: { ...keys, agentId: 'kenji', attempts: 1, retryAt: RETRY } });
    const again = taken.after(by('RecordUnansweredCallback'));
    expect(again.state).toMatchObject({ status: 'waiting', agentId: null, attempts: 1, requestedAt: AT });
    again
      .after(take('yuki', 'of-yuki', RETRY))
      .when(by('RecordUnansweredCallback', 'yuki'))
      .then({ type: 'CallbackUnanswered', data: { agentId: 'yuki', attempts: 2 } });
  });

  it('K4 is not called again before the pause of the policy is over', () => {
    const again = taken.after(by('RecordUnansweredCallback'));
    again.when(take('yuki')).thenRefused('live-request-withheld', {
      rule: 'K4',
      reason: 'conflict',
      details: { resumesAt: RETRY },
    });
    again.when(take('yuki', 'e-2', '2026-11-27T07:49:59.999Z')).thenRefused('live-request-withheld');
    again.when(take('yuki', 'e-2', RETRY)).then('CallbackTaken');
    const atOnce = { policies: policiesWith({ callbackRetryMinutes: 0 }) };
    taken
      .withFacts(atOnce)
      .when(by('RecordUnansweredCallback'))
      .then({ type: 'CallbackUnanswered', data: { retryAt: null } });
    taken.withFacts(atOnce).after(by('RecordUnansweredCallback')).when(take('yuki')).then('CallbackTaken');
    taken.after(putBack()).when(take('yuki')).then('CallbackTaken');
  });

  it('K4 becomes a ticket after the number of unanswered calls in the policy', () => {
    const twice = nothing
      .withFacts({ policies: policiesWith({ callbackAttempts: 2, callbackRetryMinutes: 0 }) })
      .after(request(), take(), by('RecordUnansweredCallback'), take());
    twice
      .when(by('RecordUnansweredCallback'))
      .then(
        { type: 'CallbackUnanswered', data: { attempts: 2, engagementId: 'of-kenji', retryAt: null } },
        { type: 'CallbackGivenUp', data: { ...keys, attempts: 2, ticketId: 'c-1' } },
      );
    const givenUp = twice.after(by('RecordUnansweredCallback'));
    expect(givenUp.state).toMatchObject({ status: 'given-up', ticketId: 'c-1' });
    givenUp.when(take()).thenRefused('callback-given-up', { rule: 'K4' });
    givenUp.when(cancel()).thenRefused('callback-given-up', { rule: 'K4' });
  });

  it('K4 returns to its position in the queue when its agent is released, for that engagement only', () => {
    taken
      .when(putBack())
      .then({ type: 'CallbackReturned', data: { ...keys, agentId: 'kenji', engagementId: 'of-kenji' } });
    taken.when(putBack('another')).thenNothing();
    const back = taken.after(putBack());
    expect(back.state).toMatchObject({ status: 'waiting', agentId: null, attempts: 0, requestedAt: AT });
    back.when(putBack()).thenNothing();
    back.after(take('yuki')).when(putBack()).thenNothing();
    completed.when(putBack()).thenNothing();
  });

  it('K5 has the same position in the queue with an urgent reason', () => {
    const urgent = nothing.after(request({ reason: 'URGENT' }));
    expect(urgent.state).toEqual(waiting.state);
  });

  it('K4 cannot be finished before an agent has taken it', () => {
    waiting.when(by('CompleteCallback')).thenRefused('callback-waiting', { rule: 'K4', reason: 'conflict' });
    waiting.when(by('RecordUnansweredCallback')).thenRefused('callback-waiting', { rule: 'K4', reason: 'conflict' });
  });
});

describe('a cancellation', () => {
  it('K4 removes the callback from the queue, once', () => {
    waiting.when(cancel()).then({ type: 'CallbackCancelled', data: keys });
    waiting.after(cancel()).when(cancel()).thenNothing();
    waiting.after(cancel()).when(take()).thenRefused('callback-cancelled', { rule: 'K4' });
  });

  it('K4 is refused once an agent has taken the callback', () => {
    taken.when(cancel()).thenRefused('callback-taken', { rule: 'K4', reason: 'conflict' });
    completed.when(cancel()).thenRefused('callback-completed', { rule: 'K4' });
  });

  it('V4 V5 is refused to other members and teams in any status, as for an unknown callback', () => {
    for (const callback of [waiting, taken, completed]) {
      callback
        .when(cancel({ requesterId: 'ben' }))
        .thenRefused('callback-not-found', { rule: 'V4', reason: 'not-found' });
      callback
        .when(cancel({ teamId: 'globex' }))
        .thenRefused('callback-not-found', { rule: 'V4', reason: 'not-found' });
    }
    nothing.when(cancel()).thenRefused('callback-not-found', { rule: 'V4', reason: 'not-found' });
  });
});

describe('a transfer of a callback', () => {
  it('K4 hands it over to an engaged agent, who has taken it from then on, once', () => {
    taken.when(transfer()).then({
      type: 'CallbackTransferred',
      data: {
        ...keys,
        agentId: 'kenji',
        engagementId: 'of-kenji',
        toAgentId: 'yuki',
        toEngagementId: 'of-yuki',
      },
    });
    const transferred = taken.after(transfer());
    expect(transferred.state).toMatchObject({ status: 'taken', agentId: 'yuki', engagementId: 'of-yuki' });
    transferred.when(transfer()).thenNothing();
    transferred.when(by('CompleteCallback', 'yuki')).then('CallbackCompleted');
    transferred.when(by('CompleteCallback')).thenRefused('callback-of-another-agent');
    transferred.when(putBack()).thenNothing();
  });

  it('K4 puts it back in line', () => {
    taken.when(toQueue()).then({
      type: 'CallbackTransferred',
      data: { ...keys, agentId: 'kenji', engagementId: 'of-kenji', toAgentId: null, toEngagementId: null },
    });
    const transferred = taken.after(toQueue());
    expect(transferred.state).toMatchObject({ status: 'waiting', agentId: null, waitingSince: LATER, attempts: 0 });
    transferred.when(toQueue()).thenRefused('callback-waiting', { reason: 'conflict' });
    transferred.when(take('yuki')).then('CallbackTaken');
  });

  it('K4 V4 is up to the agent who has taken it', () => {
    taken.when(toQueue('yuki')).thenRefused('callback-of-another-agent', { rule: 'K4' });
    waiting.when(toQueue()).thenRefused('callback-waiting');
    completed.when(toQueue()).thenRefused('callback-completed');
    nothing.when(toQueue()).thenRefused('callback-not-found', { reason: 'not-found' });
  });

  it('K4 is refused once the callback is no longer with the agent who hands it over', () => {
    taken.after(putBack()).when(transfer()).thenRefused('transfer-outdated', { reason: 'conflict' });
    taken.when(transfer({ transferOf: 'of-yuki' })).thenRefused('transfer-outdated');
    completed.when(transfer()).thenRefused('callback-completed');
  });

  it('E2 L4 back in line cancels it, or has it served in English, if that has to be', () => {
    taken
      .withFacts({ member: aMember() })
      .when(toQueue())
      .then('CallbackTransferred', { type: 'CallbackCancelled', data: { reason: 'live-support-lost', agentId: null } });
    taken
      .when(toQueue('kenji', CLOSED))
      .then('CallbackTransferred', { type: 'CallbackLanguageChanged', data: { servedLanguage: 'en' } });
  });
});

describe('an erased callback', () => {
  const erase = { type: 'EraseCallback', at: LATER } as const;

  it('E2 is cancelled first, also one that an agent has taken', () => {
    waiting
      .when(erase)
      .then(
        { type: 'CallbackCancelled', data: { ...keys, reason: 'member-deactivated', agentId: null } },
        { type: 'CallbackErased', data: keys },
      );
    taken.when(erase).then({ type: 'CallbackCancelled', data: { agentId: 'kenji' } }, 'CallbackErased');
    completed.when(erase).then({ type: 'CallbackErased', data: keys });
  });

  it('is erased once', () => {
    waiting.after(erase).when(erase).thenNothing();
    nothing.when(erase).thenRefused('callback-not-found', { reason: 'not-found' });
  });
});
