import { aChampion, aMember, anAddOn, anAdmin, aTeam } from '../../../test/support/state-builders.js';
import { deciderTest } from '../../../test/support/decider-test.js';
import { policies } from '../../../test/support/policies.js';
import type { ChatCommand, JoinChat, ChatParticipant, StartChat } from './commands.js';
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
const silent = (endsAt: string, at = endsAt): ChatCommand => ({ type: 'EndSilentChat', at, endsAt });

const nothing = deciderTest(chatDecider, { policies, team: aTeam(), member: anAdmin(), addOn: anAddOn() });
const waiting = nothing.after(start());
const active = waiting.after(join());
const ended = active.after(end(kenji));

describe('starting a chat', () => {
  it('R6 M3 records what is asked, its keys, and until when it waits', () => {
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

  it('E9 is not for members', () => {
    nothing
      .withFacts({ member: aMember() })
      .when(start())
      .thenRefused('live-support-for-admins', { rule: 'E9', reason: 'forbidden' });
  });

  it('C1 is for Champions, E2 and for nobody who has left', () => {
    nothing
      .withFacts({ member: aChampion('grand'), addOn: undefined })
      .when(start())
      .then('ChatStarted');
    nothing
      .withFacts({ member: anAdmin({ active: false }) })
      .when(start())
      .thenRefused('member-not-active', { rule: 'E2' });
  });

  it('L5 is open around the clock with the Dropbox add-on, L7 E10 and not without one', () => {
    nothing.when(start({ at: '2026-11-29T19:00:00.000Z' })).then('ChatStarted');
    nothing
      .withFacts({ addOn: undefined })
      .when(start())
      .thenRefused('no-add-on', { rule: 'E10', reason: 'forbidden' });
  });

  it('L6 R6 about Dash is refused while its live support is closed, with the next opening', () => {
    const dash = nothing.withFacts({ addOn: anAddOn({ product: 'dash' }) });
    dash.when(start({ product: 'dash' })).thenRefused('live-support-closed', {
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

  it('R2 R4 is about the implied product, and an issue type that there is', () => {
    const { product: _, ...unnamed } = start();
    nothing.when(unnamed).thenRefused('product-required', { rule: 'R2' });
    nothing.when(start({ issueType: 'weather' })).thenRefused('unknown-issue-type', { rule: 'R4' });
  });
});

describe('talking', () => {
  it('R6 one agent joins', () => {
    waiting.when(join()).then({
      type: 'ChatJoined',
      data: { ...keys, agentId: 'kenji', engagementId: 'of-kenji', endsAt: '2026-11-27T07:45:00.000Z' },
    });
    active.when(join()).thenNothing();
    active.when(join('yuki')).thenRefused('chat-joined', { rule: 'R6', reason: 'conflict' });
    ended.when(join('yuki')).thenRefused('chat-ended', { rule: 'R6' });
  });

  it('R6 both speak, and each message keeps it going', () => {
    active.when(post(aiko, '2026-11-27T07:40:00.000Z')).then({
      type: 'ChatMessagePosted',
      data: { ...keys, agentId: null, body: 'Hello?', endsAt: '2026-11-27T07:50:00.000Z' },
    });
    active.when(post(kenji)).then({ type: 'ChatMessagePosted', data: { agentId: 'kenji' } });
  });

  it('R6 whoever waits may go on writing, and waits no longer for it', () => {
    waiting.when(post(aiko)).then({ type: 'ChatMessagePosted', data: { endsAt: '2026-11-27T07:45:00.000Z' } });
  });

  it('R6 nobody speaks in a chat of others', () => {
    for (const chat of [waiting, active, ended]) {
      chat.when(post(ben)).thenRefused('chat-not-found', { rule: 'V4', reason: 'not-found' });
      chat.when(post(yuki)).thenRefused('chat-of-another-agent', { reason: 'conflict' });
    }
    nothing.when(post(aiko)).thenRefused('chat-not-found', { rule: 'V4' });
    active
      .when(post({ kind: 'requester', teamId: 'globex', requesterId: 'aiko' }))
      .thenRefused('chat-not-found', { rule: 'V4' });
  });

  it('R6 holds 500 messages', () => {
    const full = active.after(...Array.from({ length: 499 }, () => post(aiko)));
    full.when(post(kenji)).thenRefused('chat-full', { rule: 'R6', reason: 'conflict' });
    full.when(end(kenji)).then('ChatEnded');
  });

  it('K4 waits again at its old place when the agent was released, for that engagement only', () => {
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

describe('ending', () => {
  it('R6 is for either side, once, and leads to a ticket', () => {
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

  it('R6 releases nobody who was not in it any more', () => {
    active
      .after(putBack())
      .when(end(aiko))
      .then({ type: 'ChatEnded', data: { agentId: null, engagementId: null } });
  });

  it('V4 is not for others', () => {
    active.when(end(ben)).thenRefused('chat-not-found', { rule: 'V4', reason: 'not-found' });
    active.when(end(yuki)).thenRefused('chat-of-another-agent');
  });

  it('R6 comes by itself where nobody joins, or nobody writes any more', () => {
    waiting
      .when(silent('2026-11-27T07:45:00.000Z'))
      .then({ type: 'ChatEnded', data: { reason: 'nobody-joined', agentId: null } });
    active
      .when(silent('2026-11-27T07:45:00.000Z'))
      .then({ type: 'ChatEnded', data: { reason: 'idle', agentId: 'kenji' } });
  });

  it('R6 does not come by itself too early, nor when somebody has written meanwhile', () => {
    waiting.when(silent('2026-11-27T07:45:00.000Z', '2026-11-27T07:44:59.999Z')).thenNothing();
    active.after(post(aiko, '2026-11-27T07:44:00.000Z')).when(silent('2026-11-27T07:45:00.000Z')).thenNothing();
    ended.when(silent('2026-11-27T07:45:00.000Z')).thenNothing();
  });
});
