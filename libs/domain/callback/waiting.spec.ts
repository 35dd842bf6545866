import { aMember, anAddOn, anAdmin } from '../../../test/support/state-builders.js';
import { policiesWith } from '../../../test/support/policies.js';
import type { CallbackCommand } from './commands.js';
import {
  AT,
  LATER,
  CLOSED,
  keys,
  request,
  take,
  by,
  putBack,
  cancel,
  nothing,
  waiting,
  taken,
  completed,
} from '../../../test/support/callback-commands.js';

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
