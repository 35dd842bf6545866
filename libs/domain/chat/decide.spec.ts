import { aChampion, aMember, anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies, policiesWith } from '../../../test/support/policies.js';
import type { ChatCommand, JoinChat, ChatParticipant, StartChat, TransferChat } from './commands.js';
import { chatDecider } from './decide.js';

const AT = '2026-11-27T07:30:00.000Z';
const LATER = '2026-11-27T07:35:00.000Z';
const person = { teamId: 'acme', requesterId: 'aiko' };
const keys = { chatId: 'ch-1', ...person };
const counted = { ...keys, product: 'dropbox', issueType: 'sync_upload' };
const aiko: ChatParticipant = { kind: 'requester', ...person };
const ben: ChatParticipant = { kind: 'requester', teamId: 'acme', requesterId: 'ben' };
const kenji: ChatParticipant = { kind: 'agent', agentId: 'kenji' };
const yuki: ChatParticipant = { kind: 'agent', agentId: 'yuki' };

const start = (differing: Partial<StartChat> = {}): StartChat => ({
  type: 'StartChat',
  at: AT,
  ...counted,
  message: 'Nothing syncs.',
  language: 'ja',
  ...differing,
});
const join = (agentId = 'kenji', engagementId = `of-${agentId}`): JoinChat => ({
  type: 'JoinChat',
  at: LATER,
  agentId,
  engagementId,
});
const post = (speaker: ChatParticipant, at = LATER): ChatCommand => ({
  type: 'PostChatMessage',
  at,
  speaker,
  body: 'Hello?',
});
const end = (speaker: ChatParticipant): ChatCommand => ({ type: 'EndChat', at: LATER, speaker });
const putBack = (engagementId = 'of-kenji'): ChatCommand => ({ type: 'ReturnChat', at: LATER, engagementId });
const transfer = (differing: Partial<TransferChat> = {}): TransferChat => ({
  type: 'TransferChat',
  at: LATER,
  agentId: 'yuki',
  engagementId: 'of-yuki',
  transferOf: 'of-kenji',
  ...differing,
});
const toQueue = (agentId = 'kenji'): ChatCommand => ({ type: 'TransferChatToQueue', at: LATER, agentId });
const silent = (endsAt: string, at = endsAt): ChatCommand => ({ type: 'EndSilentChat', at, endsAt });

const nothing = deciderTest(chatDecider, { policies, team: aTeam(), member: anAdmin(), addOn: anAddOn() });
const waiting = nothing.after(start());
const active = waiting.after(join());
const ended = active.after(end(kenji));

describe('a new chat', () => {
  it('R6 M3 records the question, its keys and the end of its wait, once per ID', () => {
    nothing.when(start()).then({
      type: 'ChatStarted',
      data: {
        ...counted,
        message: 'Nothing syncs.',
        language: 'ja',
        servedLanguage: 'ja',
        endsAt: '2026-11-27T07:45:00.000Z',
      },
    });
    waiting.when(start()).thenRefused('chat-exists', { reason: 'conflict' });
  });

  it('E9 is refused to members without a role', () => {
    nothing
      .withFacts({ member: aMember() })
      .when(start())
      .thenRefused('live-support-for-admins', { rule: 'E9', reason: 'forbidden' });
  });

  it('C1 E2 is accepted from Champions, and refused to deactivated members', () => {
    nothing
      .withFacts({ member: aChampion('grand'), addOn: undefined })
      .when(start())
      .then('ChatStarted');
    nothing
      .withFacts({ member: anAdmin({ active: false }) })
      .when(start())
      .thenRefused('member-not-active', { rule: 'E2' });
  });

  it('L5 L7 is accepted around the clock with the Dropbox add-on, and in the standard hours without one', () => {
    const sunday = '2026-11-29T19:00:00.000Z';
    nothing.when(start({ at: sunday })).then({ type: 'ChatStarted', data: { terms: 'premium', timeZone: null } });
    const standard = nothing.withFacts({ addOn: undefined });
    standard.when(start()).then({ type: 'ChatStarted', data: { terms: 'standard', timeZone: 'Asia/Tokyo' } });
    standard.when(start({ at: sunday })).thenRefused('live-support-closed', { rule: 'L7', reason: 'conflict' });
  });

  it('K4 is refused while another chat of the requester waits, as the policy says', () => {
    const another = nothing.withFacts({ othersWaiting: ['ch-0'] });
    another.when(start()).thenRefused('chat-already-waiting', { rule: 'K4', details: { waiting: ['ch-0'] } });
    another
      .withFacts({ policies: policiesWith({ waitingPerRequester: 2 }) })
      .when(start())
      .then('ChatStarted');
  });

  it('L6 R6 is refused for Dash outside its live support hours, with the next opening time', () => {
    const dash = nothing.withFacts({ addOn: anAddOn({ product: 'dash' }) });
    dash.when(start({ product: 'dash', language: 'en' })).thenRefused('live-support-closed', {
      rule: 'L6',
      reason: 'conflict',
      details: { opensAt: '2026-11-27T14:00:00.000Z' },
    });
    dash
      .when(start({ product: 'dash', at: '2026-11-27T14:00:00.000Z' }))
      .then({ type: 'ChatStarted', data: { product: 'dash' } });
    dash.when(start({ product: 'dash', at: '2026-11-28T01:00:00.000Z' })).thenRefused('live-support-closed');
  });

  it('L4 is served in English outside the Japanese hours', () => {
    nothing
      .when(start({ at: '2026-11-27T08:00:00.000Z' }))
      .then({ type: 'ChatStarted', data: { servedLanguage: 'en' } });
  });

  it('R2 R4 is refused without a product if several are in use, and with an unknown issue type', () => {
    const { product: _, ...unnamed } = start();
    nothing.when(unnamed).thenRefused('product-required', { rule: 'R2' });
    nothing.when(start({ issueType: 'weather' })).thenRefused('unknown-issue-type', { rule: 'R4' });
  });
});

describe('a chat', () => {
  it('R6 is joined by one agent only, before its end', () => {
    waiting.when(join()).then({
      type: 'ChatJoined',
      data: { ...keys, agentId: 'kenji', engagementId: 'of-kenji', endsAt: '2026-11-27T07:45:00.000Z' },
    });
    active.when(join()).thenNothing();
    active.when(join('yuki')).thenRefused('chat-joined', { rule: 'R6', reason: 'conflict' });
    ended.when(join('yuki')).thenRefused('chat-ended', { rule: 'R6' });
  });

  it('R6 takes messages of both sides, and a message restarts the idle timeout', () => {
    active.when(post(aiko, '2026-11-27T07:40:00.000Z')).then({
      type: 'ChatMessagePosted',
      data: { ...keys, agentId: null, body: 'Hello?', endsAt: '2026-11-27T07:50:00.000Z' },
    });
    active.when(post(kenji)).then({ type: 'ChatMessagePosted', data: { agentId: 'kenji' } });
  });

  it('R6 takes messages while it waits, which do not extend the wait', () => {
    waiting.when(post(aiko)).then({ type: 'ChatMessagePosted', data: { endsAt: '2026-11-27T07:45:00.000Z' } });
  });

  it('R6 refuses messages of other members, other teams and other agents', () => {
    for (const chat of [waiting, active, ended]) {
      chat.when(post(ben)).thenRefused('chat-not-found', { rule: 'V4', reason: 'not-found' });
      chat.when(post(yuki)).thenRefused('chat-of-another-agent', { reason: 'conflict' });
    }
    nothing.when(post(aiko)).thenRefused('chat-not-found', { rule: 'V4' });
    active
      .when(post({ kind: 'requester', teamId: 'globex', requesterId: 'aiko' }))
      .thenRefused('chat-not-found', { rule: 'V4' });
  });

  it('R6 holds at most 500 messages, and can then still be ended', () => {
    const full = active.after(...Array.from({ length: 499 }, () => post(aiko)));
    full.when(post(kenji)).thenRefused('chat-full', { rule: 'R6', reason: 'conflict' });
    full.when(end(kenji)).then('ChatEnded');
  });

  it('K4 waits again when its agent is released, for that engagement only', () => {
    active.when(putBack()).then({
      type: 'ChatReturned',
      data: { ...keys, agentId: 'kenji', engagementId: 'of-kenji', endsAt: '2026-11-27T07:50:00.000Z' },
    });
    active.when(putBack('another')).thenNothing();
    for (const chat of [waiting, ended, active.after(putBack())]) chat.when(putBack()).thenNothing();
    active.after(putBack(), join('yuki')).when(putBack()).thenNothing();
    active.after(putBack()).when(post(kenji)).thenRefused('chat-of-another-agent');
  });
});

describe('a waiting chat', () => {
  const CLOSED = '2026-11-27T08:00:00.000Z';

  it('L6 is joined only within the hours, and keeps its place until they open', () => {
    const dash = nothing
      .withFacts({ addOn: anAddOn({ product: 'dash' }) })
      .after(start({ product: 'dash', language: 'en', at: '2026-11-28T00:58:00.000Z' }));
    dash.when({ ...join(), at: '2026-11-28T01:00:00.000Z' }).thenRefused('live-request-withheld', {
      rule: 'L6',
      details: { resumesAt: '2026-11-28T14:00:00.000Z' },
    });
    dash.when({ ...join(), at: '2026-11-28T00:59:59.999Z' }).then('ChatJoined');
  });

  it('L4 is served in English from the closing time of the Japanese desk on, if it still waits', () => {
    const close: ChatCommand = { type: 'ServeChatInEnglish', at: CLOSED, deskClosedAt: CLOSED };
    waiting.when(close).then({ type: 'ChatLanguageChanged', data: { ...keys, servedLanguage: 'en' } });
    waiting.after(close).when(close).thenNothing();
    for (const chat of [active, ended]) chat.when(close).thenNothing();
    waiting.when({ ...join(), at: CLOSED }).then('ChatLanguageChanged', 'ChatJoined');
    waiting.when({ ...join(), at: '2026-11-30T00:30:00.000Z' }).then('ChatLanguageChanged', 'ChatJoined');
    active.when({ type: 'ReturnChat', at: CLOSED, engagementId: 'of-kenji' }).then('ChatReturned', {
      type: 'ChatLanguageChanged',
      data: { servedLanguage: 'en' },
    });
  });

  it.each([
    ['member-deactivated', anAdmin({ active: false }), null],
    ['live-support-lost', aMember(), 'ch-1'],
  ] as const)('E2 E9 ends at once, with the reason %s, also with an agent', (reason, member, ticketId) => {
    const withdraw: ChatCommand = { type: 'WithdrawChat', at: LATER };
    for (const chat of [waiting, active])
      chat.withFacts({ member }).when(withdraw).then({ type: 'ChatEnded', data: { reason, ticketId } });
    active.withFacts({ member }).when(putBack()).then('ChatReturned', { type: 'ChatEnded', data: { reason } });
    waiting.withFacts({ member }).when(join()).thenRefused('requester-without-live-support', { rule: 'E2' });
    for (const chat of [waiting, active]) chat.when(withdraw).thenNothing();
    ended.withFacts({ member }).when(withdraw).thenNothing();
  });

  it('C1 is kept by a Champion who is no longer an administrator', () => {
    waiting
      .withFacts({ member: aChampion('grand') })
      .when({ type: 'WithdrawChat', at: LATER })
      .thenNothing();
  });
});

describe('the end of a chat', () => {
  it('R6 can be requested by either side, once, and later messages are referred to the ticket', () => {
    active.when(end(kenji)).then({
      type: 'ChatEnded',
      data: { ...counted, agentId: 'kenji', engagementId: 'of-kenji', reason: 'agent', ticketId: 'ch-1' },
    });
    active.when(end(aiko)).then({ type: 'ChatEnded', data: { reason: 'requester' } });
    ended.when(end(kenji)).thenNothing();
    ended.when(end(aiko)).thenNothing();
    ended.when(post(aiko)).thenRefused('chat-ended', { rule: 'R6', details: { ticketId: 'ch-1' } });
    expect(ended.state).toMatchObject({ status: 'ended', endsAt: null, ticketId: 'ch-1' });
  });

  it('R6 records no agent if the agent was released before', () => {
    active
      .after(putBack())
      .when(end(aiko))
      .then({ type: 'ChatEnded', data: { agentId: null, engagementId: null } });
  });

  it('V4 is refused to other members and other agents', () => {
    active.when(end(ben)).thenRefused('chat-not-found', { rule: 'V4', reason: 'not-found' });
    active.when(end(yuki)).thenRefused('chat-of-another-agent');
  });

  it('R6 is automatic if nobody joins or nobody posts a message', () => {
    waiting
      .when(silent('2026-11-27T07:45:00.000Z'))
      .then({ type: 'ChatEnded', data: { reason: 'nobody-joined', agentId: null } });
    active
      .when(silent('2026-11-27T07:45:00.000Z'))
      .then({ type: 'ChatEnded', data: { reason: 'idle', agentId: 'kenji' } });
  });

  it('R6 is not automatic before the timeout, after a new message, or twice', () => {
    waiting.when(silent('2026-11-27T07:45:00.000Z', '2026-11-27T07:44:59.999Z')).thenNothing();
    active.after(post(aiko, '2026-11-27T07:44:00.000Z')).when(silent('2026-11-27T07:45:00.000Z')).thenNothing();
    ended.when(silent('2026-11-27T07:45:00.000Z')).thenNothing();
  });
});

describe('a transfer of a chat', () => {
  it('R6 hands it over to an engaged agent, who is in it from then on, once', () => {
    active.when(transfer()).then({
      type: 'ChatTransferred',
      data: {
        ...keys,
        agentId: 'kenji',
        engagementId: 'of-kenji',
        toAgentId: 'yuki',
        toEngagementId: 'of-yuki',
        endsAt: '2026-11-27T07:45:00.000Z',
      },
    });
    const transferred = active.after(transfer());
    expect(transferred.state).toMatchObject({ status: 'active', agentId: 'yuki', engagementId: 'of-yuki' });
    transferred.when(transfer()).thenNothing();
    transferred.when(post(yuki)).then({ type: 'ChatMessagePosted', data: { agentId: 'yuki' } });
    transferred.when(post(kenji)).thenRefused('chat-of-another-agent');
    transferred.when(putBack()).thenNothing();
    transferred.when(putBack('of-yuki')).then({ type: 'ChatReturned', data: { agentId: 'yuki' } });
  });

  it('R6 puts it back in line, for as long as a new chat waits', () => {
    active.when(toQueue()).then({
      type: 'ChatTransferred',
      data: {
        ...keys,
        agentId: 'kenji',
        engagementId: 'of-kenji',
        toAgentId: null,
        toEngagementId: null,
        endsAt: '2026-11-27T07:50:00.000Z',
      },
    });
    const transferred = active.after(toQueue());
    expect(transferred.state).toMatchObject({ status: 'waiting', agentId: null, waitingSince: LATER });
    transferred.when(toQueue()).thenRefused('chat-of-another-agent', { reason: 'conflict' });
    transferred.when(join('yuki')).then('ChatJoined');
  });

  it('R6 V4 is up to the agent who is in it', () => {
    active.when(toQueue('yuki')).thenRefused('chat-of-another-agent', { rule: 'R6' });
    waiting.when(toQueue()).thenRefused('chat-of-another-agent');
    ended.when(toQueue()).thenRefused('chat-ended');
    nothing.when(toQueue()).thenRefused('chat-not-found', { reason: 'not-found' });
  });

  it('R6 is refused once the chat is no longer with the agent who hands it over', () => {
    active.after(putBack()).when(transfer()).thenRefused('transfer-outdated', { reason: 'conflict' });
    active.when(transfer({ transferOf: 'of-yuki' })).thenRefused('transfer-outdated');
    ended.when(transfer()).thenRefused('chat-ended');
  });

  it('E2 L4 back in line ends it, or has it served in English, if that has to be', () => {
    active
      .withFacts({ member: aMember() })
      .when(toQueue())
      .then('ChatTransferred', {
        type: 'ChatEnded',
        data: { reason: 'live-support-lost', agentId: null },
      });
    active
      .when({ type: 'TransferChatToQueue', at: '2026-11-27T08:00:00.000Z', agentId: 'kenji' })
      .then('ChatTransferred', { type: 'ChatLanguageChanged', data: { servedLanguage: 'en' } });
  });
});

describe('an erased chat', () => {
  const erase: ChatCommand = { type: 'EraseChat', at: LATER };

  it('E2 ends first, and becomes no ticket', () => {
    const left = { ...counted, reason: 'member-deactivated', ticketId: null } as const;
    waiting.when(erase).then({ type: 'ChatEnded', data: left }, { type: 'ChatErased', data: keys });
    active.when(erase).then({ type: 'ChatEnded', data: { ...left, agentId: 'kenji' } }, 'ChatErased');
    ended.when(erase).then({ type: 'ChatErased', data: keys });
  });

  it('is erased once, and takes no message any more', () => {
    active.after(erase).when(erase).thenNothing();
    active.after(erase).when(post(kenji)).thenRefused('chat-ended-without-ticket', { reason: 'conflict' });
    ended.after(erase).when(post(kenji)).thenRefused('chat-ended', { reason: 'conflict' });
    nothing.when(erase).thenRefused('chat-not-found', { reason: 'not-found' });
  });
});
