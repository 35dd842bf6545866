import { deciderTest } from '../../../test/support/decider-test.js';
import { subscribesTo } from './state.js';
import { type ChangeWebhook, type RegisterWebhook, type WebhookCommand, webhookDecider } from './decide.js';

const AT = '2026-11-27T07:30:00.000Z';
const LATER = '2026-11-28T07:30:00.000Z';
const data = {
  webhookId: 'wh-1',
  owner: 'console',
  url: 'https://console.example/in',
  types: ['TicketOpened'],
  teams: ['acme'],
};
const { owner: _, ...subscription } = data;
const register = (differing: Partial<RegisterWebhook> = {}): WebhookCommand => ({
  type: 'RegisterWebhook',
  at: AT,
  ...data,
  ...differing,
});
const rotate = { type: 'RotateWebhookSecret', at: LATER, owner: 'console' } as const;
const replay = { type: 'ReplayWebhook', at: LATER, owner: 'console', after: '7' } as const;
const change = (changes: Partial<ChangeWebhook>): ChangeWebhook => ({
  type: 'ChangeWebhook',
  at: LATER,
  owner: 'console',
  ...changes,
});
const remove = { type: 'RemoveWebhook', at: LATER, owner: 'console' } as const;
const gone = { type: 'RecordWebhookGone', at: LATER } as const;

const facts = { knownTypes: ['TicketOpened', 'TicketSolved'], isReplaying: false };
const ofAcme = (type: string) => ({ type, data: { teamId: 'acme' } });

const nothing = deciderTest(webhookDecider, facts);
const registered = nothing.after(register());

describe('a webhook', () => {
  it('is registered once, for known event types only', () => {
    nothing.when(register()).then({ type: 'WebhookRegistered', data });
    nothing.when(register({ url: 'http://console.example/in' })).then('WebhookRegistered');
    nothing.when(register({ types: [] })).then({ type: 'WebhookRegistered', data: { types: [] } });
    nothing.when(register({ types: ['TicketLost'] })).thenRefused('unknown-event-type', { reason: 'invalid' });
    registered.when(register()).thenRefused('webhook-exists', { reason: 'conflict' });
  });

  it.each([
    'console.example',
    'ftp://console.example',
    'https://me@console.example',
    'https://me:secret@console.example',
    'https://:secret@console.example',
    '',
    'javascript:alert(1)',
    'https://console.example/in?•••',
  ])('refuses the URL %p', (url) => {
    nothing.when(register({ url })).thenRefused('webhook-url-invalid', { reason: 'invalid' });
  });

  it('increments the generation of its secret on each rotation', () => {
    registered.when(rotate).then({ type: 'WebhookSecretRotated', data: { webhookId: 'wh-1', generation: 2 } });
    expect(registered.after(rotate, rotate).state).toMatchObject({ generation: 3, rotatedAt: LATER });
  });

  it('changes what it receives, and where; what is absent stays', () => {
    registered
      .when(change({ url: 'https://console.example/new' }))
      .then({ type: 'WebhookChanged', data: { ...subscription, url: 'https://console.example/new' } });
    registered.when(change({ types: [], teams: null })).then({
      type: 'WebhookChanged',
      data: { webhookId: 'wh-1', url: data.url, types: [], teams: null },
    });
    expect(registered.after(change({ teams: ['globex'] })).state).toMatchObject({ teams: ['globex'], url: data.url });
    registered.when(change(subscription)).thenNothing();
    registered.when(change({})).thenNothing();
    registered.when(change({ types: ['TicketLost'] })).thenRefused('unknown-event-type', { reason: 'invalid' });
    registered.when(change({ url: 'ftp://console.example' })).thenRefused('webhook-url-invalid', { reason: 'invalid' });
  });

  it('is paused and resumed, each once, also together with other changes', () => {
    registered.when(change({ paused: true })).then({ type: 'WebhookPaused', data: { webhookId: 'wh-1' } });
    registered.when(change({ paused: false })).thenNothing();
    const paused = registered.after(change({ paused: true }));
    expect(paused.state).toMatchObject({ pausedAt: LATER });
    paused.when(change({ paused: true })).thenNothing();
    paused.when(change({ types: [], paused: false })).then('WebhookChanged', 'WebhookResumed');
    expect(paused.after(change({ paused: false })).state).toMatchObject({ pausedAt: null });
  });

  it('receives nothing while it is paused, and no replay', () => {
    const paused = registered.after(change({ paused: true }));
    expect(paused.state && subscribesTo(paused.state, ofAcme('TicketOpened'))).toBe(false);
    paused.when(replay).thenRefused('webhook-paused', { reason: 'conflict' });
    paused.when(rotate).then('WebhookSecretRotated');
    paused.when(remove).then('WebhookRemoved');
  });

  it('records a replay request and keeps its state', () => {
    registered.when(replay).then({ type: 'WebhookReplayRequested', data: { webhookId: 'wh-1', after: '7' } });
    expect(registered.after(replay).state).toEqual(registered.state);
  });

  it('runs one replay at a time', () => {
    const replaying = deciderTest(webhookDecider, { ...facts, isReplaying: true }).after(register());
    replaying.when(replay).thenRefused('replay-running', { reason: 'conflict' });
    replaying.when({ ...replay, owner: 'other' }).thenRefused('webhook-not-found');
    replaying.when(rotate).then('WebhookSecretRotated');
    replaying.when(remove).then('WebhookRemoved');
  });

  it('is removed once, by its owner or because its receiver responds with 410, and is then not found', () => {
    registered.when(remove).then({ type: 'WebhookRemoved', data: { webhookId: 'wh-1', reason: 'removed' } });
    registered.after(remove).when(remove).thenNothing();
    registered.when(gone).then({ type: 'WebhookRemoved', data: { reason: 'gone' } });
    registered.after(remove).when(gone).thenNothing();
    registered.after(gone).when(rotate).thenRefused('webhook-not-found', { reason: 'not-found' });
  });

  it.each([rotate, replay, change({ paused: true }), remove])(
    'is not found by another owner, or before its registration: $type',
    (command) => {
      registered.when({ ...command, owner: 'other' }).thenRefused('webhook-not-found', { reason: 'not-found' });
      nothing.when(command).thenRefused('webhook-not-found', { reason: 'not-found' });
    },
  );

  it('receives its event types, or all, but no webhook events and nothing after its removal', () => {
    const all = nothing.after(register({ types: [] })).state;
    const some = registered.state;
    if (!all || !some) throw new Error('not registered');
    expect(['TicketOpened', 'TicketSolved', 'WebhookRemoved'].map((type) => subscribesTo(all, ofAcme(type)))).toEqual([
      true,
      true,
      false,
    ]);
    expect(['TicketOpened', 'TicketSolved'].map((type) => subscribesTo(some, ofAcme(type)))).toEqual([true, false]);
    expect(subscribesTo({ ...all, removed: 'gone' }, ofAcme('TicketOpened'))).toBe(false);
  });

  it('receives the events of its teams only, and without teams those of all and of none', () => {
    const events = [
      ofAcme('TicketOpened'),
      { type: 'TicketOpened', data: { teamId: 'globex' } },
      { type: 'AgentRegistered', data: {} },
    ];
    const received = (teams: RegisterWebhook['teams']) => {
      const webhook = nothing.after(register({ types: [], teams })).state;
      return events.map((event) => webhook !== undefined && subscribesTo(webhook, event));
    };
    expect(received(['acme'])).toEqual([true, false, false]);
    expect(received(['acme', 'globex'])).toEqual([true, true, false]);
    expect(received([])).toEqual([false, false, false]);
    expect(received(null)).toEqual([true, true, true]);
  });
});
