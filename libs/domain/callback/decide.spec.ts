import { aChampion, aMember, anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies, policiesWith } from '../../../test/support/policies.js';
import { opened as openedTicket } from '../../../test/support/ticket-commands.js';
import type {
  CallbackCommand,
  CallOutcomeCommand,
  RequestCallback,
  ReturnCallback,
  TakeCallback,
  TransferCallback,
} from './commands.js';
import { callbackDecider } from './decide.js';

const AT = '2026-11-27T07:30:00.000Z';
const LATER = '2026-11-27T07:45:00.000Z';
const RETRY = '2026-11-27T07:50:00.000Z';
const CLOSED = '2026-11-27T08:00:00.000Z';
const person = { teamId: 'acme', requesterId: 'aiko' };
const keys = { callbackId: 'c-1', ...person, product: 'dropbox' };

const request = (differing: Partial<RequestCallback> = {}): RequestCallback => ({
  type: 'RequestCallback',
  at: AT,
  ...keys,
  phone: '+81312345678',
  reason: 'Nobody can sign in.',
  language: 'ja',
  ...differing,
});
const take = (agentId = 'kenji', engagementId = `of-${agentId}`, at = LATER): TakeCallback => ({
  type: 'TakeCallback',
  at,
  agentId,
  engagementId,
});
const by = (type: CallOutcomeCommand['type'], agentId = 'kenji'): CallOutcomeCommand => ({ type, at: LATER, agentId });
const putBack = (engagementId = 'of-kenji'): ReturnCallback => ({ type: 'ReturnCallback', at: LATER, engagementId });
const transfer = (differing: Partial<TransferCallback> = {}): TransferCallback => ({
  type: 'TransferCallback',
  at: LATER,
  agentId: 'yuki',
  engagementId: 'of-yuki',
  transferOf: 'of-kenji',
  ...differing,
});
const toQueue = (agentId = 'kenji', at = LATER): CallbackCommand => ({ type: 'TransferCallbackToQueue', at, agentId });
const cancel = (differing: Partial<typeof person> = {}): CallbackCommand => ({
  type: 'CancelCallback',
  at: LATER,
  ...person,
  ...differing,
});

const nothing = deciderTest(callbackDecider, { policies, team: aTeam(), member: anAdmin(), addOn: anAddOn() });
const waiting = nothing.after(request());
const taken = waiting.after(take());
const completed = taken.after(by('CompleteCallback'));

describe('a new callback', () => {
  it('K2 K3 K4 records number and language, and starts no clock', () => {
    nothing.when(request()).then({
      type: 'CallbackRequested',
      data: {
        ...keys,
        phone: '+81312345678',
        reason: 'Nobody can sign in.',
        language: 'ja',
        servedLanguage: 'ja',
        ticketId: null,
      },
    });
  });

  it.each([
    ['ja', 'ja'],
    ['de', 'en'],
  ] as const)("K1 K2 K3 needs only a number; the member's language, %s, applies", (language, servedLanguage) => {
    const { reason: _, language: __, ...numberOnly } = request();
    nothing
      .withFacts({ member: anAdmin({ language }) })
      .when(numberOnly)
      .then({ type: 'CallbackRequested', data: { phone: '+81312345678', reason: null, language, servedLanguage } });
  });

  it("L1 prefers the language of the request to the member's", () => {
    nothing
      .withFacts({ member: anAdmin({ language: 'ja' }) })
      .when(request({ language: 'en' }))
      .then({ type: 'CallbackRequested', data: { language: 'en', servedLanguage: 'en' } });
  });

  it('L4 is served in English outside the Japanese hours', () => {
    nothing
      .when(request({ at: '2026-11-27T08:00:00.000Z' }))
      .then({ type: 'CallbackRequested', data: { servedLanguage: 'en' } });
  });

  it('E9 is refused to members without a role', () => {
    nothing
      .withFacts({ member: aMember() })
      .when(request())
      .thenRefused('live-support-for-admins', { rule: 'E9', reason: 'forbidden' });
  });

  it('C1 is accepted from a Champion without a role or an add-on of the team', () => {
    nothing
      .withFacts({ member: aChampion('grand'), addOn: undefined })
      .when(request())
      .then('CallbackRequested');
  });

  it('E2 is refused to deactivated admins and Champions', () => {
    nothing
      .withFacts({ member: anAdmin({ active: false }) })
      .when(request())
      .thenRefused('member-not-active', { rule: 'E2' });
    nothing
      .withFacts({ member: aChampion('epic', { active: false }) })
      .when(request())
      .thenRefused('member-not-active', { rule: 'E2' });
  });

  it('L7 has standard terms without the add-on for the product, in the hours of standard support', () => {
    const standard = nothing.withFacts({ addOn: undefined });
    standard.when(request()).then({ type: 'CallbackRequested', data: { terms: 'standard', timeZone: 'Asia/Tokyo' } });
    standard
      .when(request({ at: '2026-11-29T03:00:00.000Z' }))
      .thenRefused('live-support-closed', { rule: 'L7', details: { opensAt: '2026-11-30T00:00:00.000Z' } });
  });

  it('D4 may name an issue type of the taxonomy', () => {
    nothing
      .when(request({ issueType: 'signin_access' }))
      .then({ type: 'CallbackRequested', data: { issueType: 'signin_access' } });
    nothing.when(request({ issueType: 'weather' })).thenRefused('unknown-issue-type', { rule: 'R4' });
  });

  it.each(['premium-rate', 'satellite', 'shared-cost'] as const)('K2 is refused for a %s number', (phoneKind) => {
    nothing
      .when(request({ phoneKind }))
      .thenRefused('phone-kind-refused', { rule: 'K2', reason: 'invalid', details: { kind: phoneKind } });
    nothing
      .withFacts({ policies: policiesWith({ refusedPhoneKinds: [] }) })
      .when(request({ phoneKind }))
      .then('CallbackRequested');
  });

  it('K4 is refused while another callback of the requester waits, as the policy says', () => {
    const another = nothing.withFacts({ othersWaiting: ['c-0'] });
    another.when(request()).thenRefused('callback-already-waiting', { rule: 'K4', details: { waiting: ['c-0'] } });
    another
      .withFacts({ policies: policiesWith({ waitingPerRequester: 2 }) })
      .when(request())
      .then('CallbackRequested');
  });

  it('L6 is refused for Dash outside its live support hours, with the next opening time', () => {
    const dash = nothing.withFacts({ addOn: anAddOn({ product: 'dash' }) });
    dash.when(request({ product: 'dash', language: 'en' })).thenRefused('live-support-closed', {
      rule: 'L6',
      reason: 'conflict',
      details: { opensAt: '2026-11-27T14:00:00.000Z' },
    });
    dash
      .when(request({ product: 'dash', at: '2026-11-27T14:00:00.000Z' }))
      .then({ type: 'CallbackRequested', data: { product: 'dash' } });
  });

  it('R2 is about the implied product, and is refused if several are in use', () => {
    const { product: _, ...unnamed } = request();
    nothing.when(unnamed).thenRefused('product-required', { rule: 'R2', reason: 'invalid' });
    nothing
      .withFacts({ team: aTeam({ products: ['dropbox'] }) })
      .when(unnamed)
      .then({ type: 'CallbackRequested', data: { product: 'dropbox' } });
  });

  it('K4 may be about a ticket of the requester', () => {
    nothing
      .withFacts({ ticket: openedTicket.state })
      .when(request({ ticketId: 't-1' }))
      .then({ type: 'CallbackRequested', data: { ticketId: 't-1' } });
  });

  it('V4 V5 is refused for a ticket of another member, as for an unknown ticket', () => {
    const aboutIt = request({ ticketId: 't-1', requesterId: 'ben' });
    const refusal = nothing
      .withFacts({ ticket: openedTicket.state })
      .when(aboutIt)
      .thenRefused('callback-ticket-not-found', { rule: 'V4' });
    expect(nothing.when(aboutIt).decision).toEqual(refusal.decision);
  });

  it('K3 is refused if the ID is taken', () => {
    waiting.when(request()).thenRefused('callback-exists', { reason: 'conflict' });
  });
});

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

describe('a waiting callback', () => {
  const dash = nothing
    .withFacts({ addOn: anAddOn({ product: 'dash' }) })
    .after(request({ product: 'dash', language: 'en', at: '2026-11-28T00:58:00.000Z' }));

  it('L6 is taken only within the hours, and keeps its place until they open', () => {
    const atNight = take('kenji', 'e-1', '2026-11-28T08:00:00.000Z');
    dash.when(atNight).thenRefused('live-request-withheld', {
      rule: 'L6',
      details: { resumesAt: '2026-11-28T14:00:00.000Z' },
    });
    dash.when(take('kenji', 'e-1', '2026-11-28T14:00:00.000Z')).then('CallbackTaken');
    const policies = policiesWith({ liveSupport: { dropbox: 'always' } });
    dash.withFacts({ policies }).when(atNight).then('CallbackTaken');
  });

  it('L6 K4 resumes at the opening if the pause after an unanswered call ends outside the hours', () => {
    dash
      .after(take('kenji', 'e-1', '2026-11-28T00:59:00.000Z'), {
        ...by('RecordUnansweredCallback'),
        at: '2026-11-28T00:59:30.000Z',
      })
      .when(take('yuki', 'e-2', '2026-11-28T01:10:00.000Z'))
      .thenRefused('live-request-withheld', { details: { resumesAt: '2026-11-28T14:00:00.000Z' } });
  });

  it('L7 is taken on standard terms in the hours of the zone of the team only', () => {
    const standard = nothing.withFacts({ addOn: undefined }).after(request());
    standard.when(take('kenji', 'e-1', '2026-11-28T03:00:00.000Z')).thenRefused('live-request-withheld', {
      details: { resumesAt: '2026-11-30T00:00:00.000Z' },
    });
    standard.when(take('kenji', 'e-1', '2026-11-30T00:00:00.000Z')).then('CallbackLanguageChanged', 'CallbackTaken');
  });

  it('L4 is served in English from the closing time of the Japanese desk on, and keeps the wish', () => {
    const close: CallbackCommand = { type: 'ServeCallbackInEnglish', at: CLOSED, deskClosedAt: CLOSED };
    waiting.when(close).then({ type: 'CallbackLanguageChanged', data: { ...keys, servedLanguage: 'en' } });
    waiting.after(close).when(close).thenNothing();
    for (const callback of [taken, completed]) callback.when(close).thenNothing();
    nothing
      .after(request({ language: 'en' }))
      .when(close)
      .thenNothing();
    expect(waiting.after(close).state).toMatchObject({ status: 'waiting', requestedAt: AT, servedLanguage: 'en' });
  });

  it('L4 is served in English if it is back in line, or taken, after the Japanese desk has closed', () => {
    taken.when({ ...putBack(), at: CLOSED }).then('CallbackReturned', {
      type: 'CallbackLanguageChanged',
      data: { servedLanguage: 'en' },
    });
    taken.when({ ...by('RecordUnansweredCallback'), at: CLOSED }).then('CallbackUnanswered', 'CallbackLanguageChanged');
    waiting.when(take('kenji', 'e-1', CLOSED)).then('CallbackLanguageChanged', 'CallbackTaken');
    taken.when(putBack()).then('CallbackReturned');
  });

  it('L4 is served in English if it waited when the Japanese desk closed, even if that is recorded a day later', () => {
    const open = '2026-11-30T00:30:00.000Z';
    waiting.when(take('kenji', 'e-1', open)).then('CallbackLanguageChanged', 'CallbackTaken');
    taken.when({ ...putBack(), at: open }).then('CallbackReturned');
    taken
      .after({ ...putBack(), at: open })
      .when(take('kenji', 'e-2', open))
      .then('CallbackTaken');
  });

  it.each([
    ['member-deactivated', anAdmin({ active: false })],
    ['live-support-lost', aMember()],
  ] as const)('E2 E9 leaves the line at once, with the reason %s, also if an agent has it', (reason, member) => {
    const withdraw: CallbackCommand = { type: 'WithdrawCallback', at: LATER };
    waiting
      .withFacts({ member })
      .when(withdraw)
      .then({ type: 'CallbackCancelled', data: { ...keys, reason, agentId: null, engagementId: null } });
    taken
      .withFacts({ member })
      .when(withdraw)
      .then({ type: 'CallbackCancelled', data: { reason, agentId: 'kenji', engagementId: 'of-kenji' } });
    for (const type of ['ReturnCallback', 'RecordUnansweredCallback'] as const)
      taken
        .withFacts({ member })
        .when(type === 'ReturnCallback' ? putBack() : by(type))
        .then(type === 'ReturnCallback' ? 'CallbackReturned' : 'CallbackUnanswered', {
          type: 'CallbackCancelled',
          data: { reason, agentId: null },
        });
    waiting.withFacts({ member }).when(take()).thenRefused('requester-without-live-support', { rule: 'E2' });
    for (const callback of [waiting, taken, completed]) callback.when(withdraw).thenNothing();
    completed.withFacts({ member }).when(withdraw).thenNothing();
  });

  it('E2 becomes no ticket after the last call to a member who has left the team', () => {
    const policies = policiesWith({ callbackAttempts: 1 });
    taken
      .withFacts({ policies, member: anAdmin({ active: false }) })
      .when(by('RecordUnansweredCallback'))
      .then('CallbackUnanswered', { type: 'CallbackCancelled', data: { reason: 'member-deactivated' } });
    taken
      .withFacts({ policies, member: aMember() })
      .when(by('RecordUnansweredCallback'))
      .then('CallbackUnanswered', 'CallbackGivenUp');
  });

  it('E2 can be cancelled by a requester who has lost the right to it', () => {
    waiting
      .withFacts({ member: aMember({ active: false }) })
      .when(cancel())
      .then('CallbackCancelled');
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
