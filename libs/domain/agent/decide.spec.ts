import { deciderTest } from '../../../test/support/decider-test.js';
import { policies } from '../../../test/support/policies.js';
import type { Chat } from '../chat/state.js';
import type {
  AgentCommand,
  ChangeAgent,
  EngageAgent,
  ReceiveTransfer,
  RegisterAgent,
  SetAgentAvailability,
} from './commands.js';
import { agentDecider } from './decide.js';

const AT = '2026-11-27T07:30:00.000Z';
const register = (differing: Partial<RegisterAgent> = {}): AgentCommand => ({
  type: 'RegisterAgent',
  at: AT,
  agentId: 'kenji',
  name: 'Kenji Mori',
  languages: ['en', 'ja'],
  products: ['dropbox'],
  ...differing,
});
const become = (availability: 'available' | 'away', channels?: SetAgentAvailability['channels']): AgentCommand => ({
  type: 'SetAgentAvailability',
  at: AT,
  availability,
  ...(channels && { channels }),
});
const chat = { channel: 'chat', requestId: 'ch-1' } as const;
const engage = (engagementId = 'e-1', differing: Partial<EngageAgent> = {}): AgentCommand => ({
  type: 'EngageAgent',
  at: AT,
  agentId: 'kenji',
  engagementId,
  request: chat,
  pushed: false,
  ...differing,
});
const release = (engagementId = 'e-1'): AgentCommand => ({
  type: 'ReleaseAgent',
  at: AT,
  engagementId,
  reason: 'finished',
});
const receive = (differing: Partial<ReceiveTransfer> = {}): ReceiveTransfer => ({
  type: 'ReceiveTransfer',
  at: AT,
  agentId: 'kenji',
  engagementId: 'e-2',
  request: chat,
  fromAgentId: 'yuki',
  ...differing,
});
/** A chat that yuki is in. */
const handedOver: Chat = {
  chatId: 'ch-1',
  teamId: 'acme',
  requesterId: 'aiko',
  product: 'dash',
  issueType: 'sync_upload',
  servedLanguage: 'ja',
  terms: 'premium',
  timeZone: null,
  retryAt: null,
  startedAt: AT,
  waitingSince: AT,
  status: 'active',
  agentId: 'yuki',
  engagementId: 'e-1',
  endsAt: AT,
  messages: 1,
  ticketId: null,
  erased: false,
};
const vanish: AgentCommand = { type: 'RecordAgentVanished', at: AT };

const nobody = deciderTest(agentDecider, { policies });
const registered = nobody.after(register());
const available = registered.after(become('available'));
const engaged = available.after(engage());

describe('an agent', () => {
  it('K4 is registered for products, languages and channels, all channels by default, and starts away', () => {
    nobody.when(register({ channels: ['chat'] })).then({
      type: 'AgentRegistered',
      data: { agentId: 'kenji', languages: ['en', 'ja'], products: ['dropbox'], channels: ['chat'] },
    });
    nobody.when(register()).then({ type: 'AgentRegistered', data: { channels: ['callback', 'chat'] } });
    expect(registered.state).toEqual({
      agentId: 'kenji',
      registered: true,
      retired: false,
      erased: false,
      languages: ['en', 'ja'],
      products: ['dropbox'],
      channels: ['callback', 'chat'],
      availability: 'away',
      takes: [],
      engaged: null,
      unsummarized: 1,
    });
  });

  it('is registered once, for known products only', () => {
    registered.when(register()).thenRefused('agent-exists', { reason: 'conflict' });
    nobody.when(register({ products: ['dropbox', 'faxes'] })).thenRefused('unknown-product', { reason: 'invalid' });
  });

  it('K4 changes availability for all or some channels, and only a change is recorded', () => {
    registered.when(become('away')).thenNothing();
    registered.when(become('available')).then({
      type: 'AgentAvailabilityChanged',
      data: { agentId: 'kenji', availability: 'available', channels: ['callback', 'chat'] },
    });
    available.when(become('available')).thenNothing();
    available.when(become('available', ['chat', 'callback'])).thenNothing();
    available
      .when(become('available', ['chat']))
      .then({ type: 'AgentAvailabilityChanged', data: { availability: 'available', channels: ['chat'] } });
    available
      .when(become('away', ['chat']))
      .then({ type: 'AgentAvailabilityChanged', data: { availability: 'away', channels: [] } });
  });

  it('can change availability only if registered, and only for registered channels', () => {
    nobody.when(become('available')).thenRefused('agent-not-registered', { reason: 'not-found' });
    nobody.after(engage()).when(become('available')).thenRefused('agent-not-registered');
    nobody
      .after(register({ channels: ['chat'] }))
      .when(become('available', ['callback']))
      .thenRefused('channel-not-registered', { reason: 'invalid' });
  });
});

describe('an engagement', () => {
  it('K4 R6 is for one waiting request, and does not need a registration', () => {
    available.when(engage()).then({ type: 'AgentEngaged', data: { agentId: 'kenji', engagementId: 'e-1', ...chat } });
    nobody.when(engage()).then('AgentEngaged');
    nobody.when(engage('e-1', { request: null })).thenRefused('nothing-waiting', { rule: 'K4', reason: 'not-found' });
  });

  it('K4 is unchanged by a second request', () => {
    engaged.when(engage('e-2', { request: { channel: 'callback', requestId: 'c-1' } })).thenNothing();
    engaged.when(engage('e-2', { request: null })).thenNothing();
  });

  it('K4 is pushed to available agents only', () => {
    available.when(engage('e-1', { pushed: true })).then('AgentEngaged');
    registered.when(engage('e-1', { pushed: true })).thenRefused('agent-not-available', { reason: 'conflict' });
    nobody.when(engage('e-1', { pushed: true })).thenRefused('agent-not-available');
  });

  it('K4 ends once, with its own release only', () => {
    engaged
      .when(release())
      .then({ type: 'AgentReleased', data: { agentId: 'kenji', engagementId: 'e-1', ...chat, reason: 'finished' } });
    engaged.when(release('e-0')).thenNothing();
    engaged.after(release()).when(release()).thenNothing();
    engaged.after(release(), engage('e-2')).when(release()).thenNothing();
    nobody.when(release()).thenNothing();
  });

  it('K4 ends when the agent is disconnected, which also sets the agent away', () => {
    engaged
      .when(vanish)
      .then(
        { type: 'AgentAvailabilityChanged', data: { availability: 'away', channels: [] } },
        { type: 'AgentReleased', data: { engagementId: 'e-1', reason: 'vanished' } },
      );
    available.when(vanish).then('AgentAvailabilityChanged');
    engaged.after(become('away')).when(vanish).then('AgentReleased');
    engaged.after(vanish).when(vanish).thenNothing();
    nobody.when(vanish).thenNothing();
  });
});

describe('a changed agent', () => {
  const change = (changes: Omit<ChangeAgent, 'type' | 'at'>): AgentCommand => ({
    type: 'ChangeAgent',
    at: AT,
    ...changes,
  });

  it('gets a name, which is recorded again if it is the same, since nothing compares it', () => {
    const named = { type: 'AgentRenamed' as const, data: { agentId: 'kenji', name: 'Kenji Mori' } };
    registered.when(change({ name: 'Kenji Mori' })).then(named);
    registered
      .after(change({ name: 'Kenji Mori' }))
      .when(change({ name: 'Kenji Mori' }))
      .then(named);
  });

  it('K4 gets languages and products, which are recorded once', () => {
    registered.when(change({ languages: ['en'] })).then({
      type: 'AgentSkillsChanged',
      data: { agentId: 'kenji', languages: ['en'], products: ['dropbox'] },
    });
    const changed = registered.after(change({ products: ['dash'] }));
    expect(changed.state).toMatchObject({ languages: ['en', 'ja'], products: ['dash'] });
    changed.when(change({ products: ['dash'], languages: ['ja', 'en'] })).thenNothing();
    registered.when(change({})).thenNothing();
    registered.when(change({ name: 'A', products: ['fax'] })).thenRefused('unknown-product', { reason: 'invalid' });
  });

  it('K4 is away once retired, finishes a request in progress, and takes no other', () => {
    available
      .when(change({ retired: true }))
      .then(
        { type: 'AgentAvailabilityChanged', data: { availability: 'away', channels: [] } },
        { type: 'AgentRetired', data: { agentId: 'kenji' } },
      );
    registered.when(change({ retired: true })).then('AgentRetired');
    const retired = engaged.after(change({ retired: true }));
    expect(retired.state).toMatchObject({ retired: true, availability: 'away', engaged: chat });
    retired.when(engage('e-2')).thenNothing();
    const idle = retired.after(release());
    idle.when(engage('e-2')).thenRefused('agent-retired', { reason: 'conflict' });
    idle.when(engage('e-2', { pushed: true })).thenRefused('agent-retired', { reason: 'conflict' });
    idle.when(become('available')).thenRefused('agent-retired', { reason: 'conflict' });
    idle.when(become('away')).thenNothing();
    idle.when(change({ retired: true })).thenNothing();
  });

  it('K4 takes requests again once reinstated', () => {
    const retired = registered.after(change({ retired: true }));
    retired.when(change({ retired: false })).then('AgentReinstated');
    retired
      .after(change({ retired: false }))
      .when(become('available'))
      .then('AgentAvailabilityChanged');
    registered.when(change({ retired: false })).thenNothing();
  });

  it('must be registered', () => {
    nobody.when(change({ name: 'A' })).thenRefused('agent-not-registered', { reason: 'not-found' });
  });
});

describe('a transfer to an agent', () => {
  const able = available.withFacts({ handedOver });

  it('K4 R6 engages an available agent for the request of another, whatever the product', () => {
    able.when(receive()).then({
      type: 'AgentEngaged',
      data: { agentId: 'kenji', engagementId: 'e-2', ...chat, transferOf: 'e-1' },
    });
    const engaged = able.after(receive());
    expect(engaged.state?.engaged).toEqual({ engagementId: 'e-2', ...chat, transferOf: 'e-1' });
    engaged
      .when(release('e-2'))
      .then({ type: 'AgentReleased', data: { agentId: 'kenji', engagementId: 'e-2', ...chat, reason: 'finished' } });
  });

  it('K4 is refused to an agent who is away, busy, not registered, or not on the channel', () => {
    const given = { handedOver };
    registered.withFacts(given).when(receive()).thenRefused('agent-not-available', { reason: 'conflict' });
    available
      .after(become('available', ['callback']))
      .withFacts(given)
      .when(receive())
      .thenRefused('agent-not-available');
    engaged.withFacts(given).when(receive()).thenRefused('agent-busy', { rule: 'K4', reason: 'conflict' });
    nobody.withFacts(given).when(receive()).thenRefused('agent-not-registered', { reason: 'not-found' });
    nobody.after(engage()).withFacts(given).when(receive()).thenRefused('agent-not-registered');
  });

  it('L1 is refused to an agent who does not serve the language of the request', () => {
    const english = nobody.after(register({ languages: ['en'] }), become('available'));
    english.withFacts({ handedOver }).when(receive()).thenRefused('agent-without-language', { rule: 'L1' });
    english
      .withFacts({ handedOver: { ...handedOver, servedLanguage: 'en' } })
      .when(receive())
      .then('AgentEngaged');
  });

  it('V4 R6 K4 is up to the agent who works on the request, and to another agent', () => {
    able.when(receive({ fromAgentId: 'kenji' })).thenRefused('transfer-to-yourself', { reason: 'invalid' });
    able.when(receive({ fromAgentId: 'mia' })).thenRefused('chat-of-another-agent');
    able.withFacts({ handedOver: undefined }).when(receive()).thenRefused('chat-not-found', { reason: 'not-found' });
    const callback = receive({ request: { channel: 'callback', requestId: 'c-1' } });
    able.withFacts({ handedOver: undefined }).when(callback).thenRefused('callback-not-found');
    able
      .withFacts({ handedOver: { ...handedOver, status: 'ended', ticketId: 'ch-1' } })
      .when(receive())
      .thenRefused('chat-ended');
  });
});

describe('the state of an agent', () => {
  it('K4 is recorded as a whole every 200 events, and changes nothing', () => {
    const turns = Array.from({ length: 198 }, (_, index) => become(index % 2 === 0 ? 'available' : 'away'));
    const before = registered.after(...turns);
    const summary = before.when(become('available', ['chat']));
    summary.then(
      { type: 'AgentAvailabilityChanged', data: { availability: 'available', channels: ['chat'] } },
      { type: 'AgentStateRecorded', data: { agentId: 'kenji', registered: true, takes: ['chat'], engaged: null } },
    );
    const after = before.after(become('available', ['chat']));
    expect(after.state).toMatchObject({ availability: 'available', takes: ['chat'], unsummarized: 0 });
    after.when(become('away')).then('AgentAvailabilityChanged');
    after.when(become('available', ['chat'])).thenNothing();
  });
});

describe('an erased agent', () => {
  const erase: AgentCommand = { type: 'EraseAgent', at: AT };
  const registration: AgentCommand = {
    type: 'RegisterAgent',
    at: AT,
    agentId: 'kenji',
    name: 'Kenji Mori',
    languages: ['en'],
    products: ['dropbox'],
  };
  const agent = nobody.after(registration);

  it('is away and retired first, once', () => {
    agent.when(erase).then({ type: 'AgentRetired', data: { agentId: 'kenji' } }, 'AgentErased');
    agent
      .after({ type: 'SetAgentAvailability', at: AT, availability: 'available' })
      .when(erase)
      .then('AgentAvailabilityChanged', 'AgentRetired', 'AgentErased');
    agent.after(erase).when(erase).thenNothing();
    nobody.when(erase).thenRefused('agent-not-registered', { reason: 'not-found' });
  });

  it('can be neither changed, reinstated nor registered again', () => {
    const erased = agent.after(erase);
    erased.when({ type: 'ChangeAgent', at: AT, name: 'Kenji' }).thenRefused('agent-erased', { reason: 'conflict' });
    erased.when({ type: 'ChangeAgent', at: AT, retired: false }).thenRefused('agent-erased', { reason: 'conflict' });
    erased.when(registration).thenRefused('agent-exists', { reason: 'conflict' });
  });
});
