import { rowsAfter, readerAfter } from '../../test/support/projected-rows.js';
import { anEvent, type EventFixture } from '../../test/support/recorded-events.js';
import { liveAgents } from './definition.js';
import { idleAgents } from './queries.js';

const registered = (agentId: string): EventFixture => anEvent('AgentRegistered', { agentId });
const available = (agentId: string): EventFixture =>
  anEvent('AgentAvailabilityChanged', { agentId, availability: 'available', channels: ['chat'] });
const away = (agentId: string): EventFixture =>
  anEvent('AgentAvailabilityChanged', { agentId, availability: 'away', channels: [] });
const engaged = (agentId: string): EventFixture => anEvent('AgentEngaged', { agentId });
const released = (agentId: string): EventFixture => anEvent('AgentReleased', { agentId });
const twoAvailable = ['kenji', 'yuki'].flatMap((agentId) => [registered(agentId), available(agentId)]);

const idleAfter = async (...fixtures: readonly EventFixture[]): Promise<string[]> =>
  (await idleAgents(readerAfter(liveAgents, ...fixtures))).map(({ agentId }) => agentId);

describe('live agents', () => {
  it('K4 have their skills, availability and channels', () => {
    expect(rowsAfter(liveAgents, registered('kenji'), available('kenji')).get('kenji')).toEqual({
      agentId: 'kenji',
      products: ['dropbox'],
      languages: ['en', 'ja'],
      available: true,
      channels: ['chat'],
      engaged: false,
      idleSince: '00000000000000000002',
    });
    expect(rowsAfter(liveAgents, registered('kenji')).get('kenji')).toMatchObject({ available: false, channels: [] });
    const changed = rowsAfter(liveAgents, registered('kenji'), anEvent('AgentSkillsChanged')).get('kenji');
    expect(changed).toMatchObject({ products: ['dropbox', 'dash'], languages: ['en'] });
  });

  it('K4 are idle while available and not engaged, longest idle first', async () => {
    expect(await idleAfter(registered('kenji'))).toEqual([]);
    expect(await idleAfter(registered('kenji'), engaged('kenji'), released('kenji'))).toEqual([]);
    expect(await idleAfter(...twoAvailable)).toEqual(['kenji', 'yuki']);
    expect(await idleAfter(...twoAvailable, engaged('kenji'))).toEqual(['yuki']);
    expect(await idleAfter(...twoAvailable, engaged('kenji'), released('kenji'))).toEqual(['yuki', 'kenji']);
    expect(await idleAfter(...twoAvailable, away('kenji'))).toEqual(['yuki']);
    expect(await idleAfter(...twoAvailable, engaged('kenji'), away('kenji'), released('kenji'))).toEqual(['yuki']);
  });

  it('K4 keep their position when they report availability again', async () => {
    expect(await idleAfter(...twoAvailable, available('kenji'))).toEqual(['kenji', 'yuki']);
  });

  it('have no row without a registration', () => {
    expect(rowsAfter(liveAgents, engaged('mia'), released('mia')).size).toBe(0);
  });
});
