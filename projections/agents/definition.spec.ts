import { isRefusal } from '@ledgerdesk/kernel';
import { readerAfter, rowsAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { agents } from './definition.js';
import { type AgentFilter, agentOf, agentsBy, isAnyAvailable } from './queries.js';

const registered = (agentId: string, name: string, more: object = {}): EventFixture =>
  anEvent('AgentRegistered', { agentId, name, ...more });
const available = (agentId: string): EventFixture =>
  anEvent('AgentAvailabilityChanged', { agentId, availability: 'available', channels: ['chat'] });
const kenji = registered('kenji', 'Kenji Mori');

describe('agents', () => {
  it('have what they were registered with, and are away', () => {
    expect(rowsAfter(agents, kenji).get('kenji')).toEqual({
      agentId: 'kenji',
      registered: true,
      retired: false,
      name: 'Kenji Mori',
      languages: ['en', 'ja'],
      products: ['dropbox'],
      channels: ['callback', 'chat'],
      availability: 'away',
      takes: [],
      engaged: null,
      engagedSince: null,
      revision: 0,
      sortName: 'kenji mori',
      searchable: 'kenji mori\nkenji',
    });
  });

  it('K4 have their availability and the request they work on', async () => {
    const busy = readerAfter(agents, kenji, available('kenji'), anEvent('AgentEngaged'), anEvent('AgentStateRecorded'));
    expect(await agentOf(busy, 'kenji')).toMatchObject({
      availability: 'available',
      takes: ['chat'],
      engaged: { channel: 'chat', requestId: 'ch-1' },
      engagedSince: '2026-11-27T07:32:00.000Z',
      revision: 3,
    });
    const idle = rowsAfter(agents, kenji, available('kenji'), anEvent('AgentEngaged'), anEvent('AgentReleased'));
    expect(idle.get('kenji')).toMatchObject({ engaged: null, engagedSince: null, revision: 3 });
  });

  it('serve unless they are retired, or were never registered', async () => {
    const fixtures = [
      ...three,
      anEvent('AgentRetired', { agentId: 'a-2' }),
      anEvent('AgentEngaged', { agentId: 'a-9' }),
    ];
    const page = await agentsBy(readerAfter(agents, ...fixtures), { serving: true });
    expect(isRefusal(page) ? page : page.items.map(({ agentId }) => agentId)).toEqual(['a-3', 'a-1']);
  });

  it('K4 follow changes of name, skills and retirement', () => {
    const changed = [anEvent('AgentRenamed'), anEvent('AgentSkillsChanged'), anEvent('AgentRetired')];
    expect(rowsAfter(agents, kenji, ...changed).get('kenji')).toMatchObject({
      name: 'Kenji Mori-Sato',
      sortName: 'kenji mori-sato',
      languages: ['en'],
      products: ['dropbox', 'dash'],
      retired: true,
      revision: 3,
    });
    const reinstated = rowsAfter(agents, kenji, ...changed, anEvent('AgentReinstated')).get('kenji');
    expect(reinstated).toMatchObject({ retired: false, revision: 4 });
  });

  it('K4 keep the request they work on when they are registered', () => {
    expect(rowsAfter(agents, anEvent('AgentEngaged')).get('kenji')).toMatchObject({ registered: false, name: null });
    expect(rowsAfter(agents, anEvent('AgentEngaged'), kenji).get('kenji')).toMatchObject({
      registered: true,
      engaged: { channel: 'chat', requestId: 'ch-1' },
      revision: 1,
    });
  });

  const three = [
    registered('a-1', 'Yuki', { languages: ['ja'], channels: ['chat'] }),
    registered('a-2', 'Kenji', { products: ['dash'] }),
    registered('a-3', 'kenji', { languages: ['en'] }),
    available('a-3'),
  ];

  it.each<[AgentFilter, string[]]>([
    [{}, ['a-2', 'a-3', 'a-1']],
    [{ q: 'KEN' }, ['a-2', 'a-3']],
    [{ q: 'A-1' }, ['a-1']],
    [{ product: 'dash' }, ['a-2']],
    [{ language: 'ja' }, ['a-2', 'a-1']],
    [{ channel: 'callback' }, ['a-2', 'a-3']],
    [{ availability: 'available' }, ['a-3']],
    [{ availability: 'available', q: 'yuki' }, []],
    [{ serving: true }, ['a-2', 'a-3', 'a-1']],
  ])('are sorted by name, and filtered by %j', async (filter, ids) => {
    const page = await agentsBy(readerAfter(agents, ...three), filter);
    expect(isRefusal(page) ? page : page.items.map(({ agentId }) => agentId)).toEqual(ids);
  });

  it.each([
    ['of its channel, product and language', {}, true],
    ['of another channel', { channel: 'callback' }, false],
    ['of another product', { product: 'dash' }, false],
    ['of another language', { servedLanguage: 'ja' }, false],
  ] as const)('K4 are available for a request %s', async (_, other, isAvailable) => {
    const request = { channel: 'chat', product: 'dropbox', servedLanguage: 'en', ...other } as const;
    const isAny = (...fixtures: readonly EventFixture[]) => isAnyAvailable(readerAfter(agents, ...fixtures), request);
    expect(await isAny(...three)).toBe(isAvailable);
    expect(await isAny(...three, anEvent('AgentRetired', { agentId: 'a-3' }))).toBe(false);
    expect(await isAny(...three.slice(0, 3))).toBe(false);
  });
});
