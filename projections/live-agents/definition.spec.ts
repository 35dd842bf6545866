import { folded, readerAfter } from '../../test/support/folded.js';
import { happened, type Happening } from '../../test/support/recorded.js';
import { liveAgents } from './definition.js';
import { idleAgents } from './queries.js';

const registered = (agentId: string): Happening => happened('AgentRegistered', { agentId });
const available = (agentId: string): Happening =>
  happened('AgentAvailabilityChanged', { agentId, availability: 'available', channels: ['chat'] });
const away = (agentId: string): Happening =>
  happened('AgentAvailabilityChanged', { agentId, availability: 'away', channels: [] });
const engaged = (agentId: string): Happening => happened('AgentEngaged', { agentId });
const released = (agentId: string): Happening => happened('AgentReleased', { agentId });
const there = ['kenji', 'yuki'].flatMap((agentId) => [registered(agentId), available(agentId)]);

const idleAfter = async (...happenings: readonly Happening[]): Promise<string[]> =>
  (await idleAgents(readerAfter(liveAgents, ...happenings))).map(({ agentId }) => agentId);

describe('the agents who can be given something', () => {
  it('K4 are kept with what they can do', () => {
    expect(folded(liveAgents, registered('kenji'), available('kenji')).get('kenji')).toEqual({
      agentId: 'kenji',
      products: ['dropbox'],
      languages: ['en', 'ja'],
      available: true,
      channels: ['chat'],
      engaged: false,
      idleSince: '00000000000000000002',
    });
    expect(folded(liveAgents, registered('kenji')).get('kenji')).toMatchObject({ available: false, channels: [] });
  });

  it('K4 are available and not engaged, the longest idle first', async () => {
    expect(await idleAfter(registered('kenji'))).toEqual([]);
    expect(await idleAfter(registered('kenji'), engaged('kenji'), released('kenji'))).toEqual([]);
    expect(await idleAfter(...there)).toEqual(['kenji', 'yuki']);
    expect(await idleAfter(...there, engaged('kenji'))).toEqual(['yuki']);
    expect(await idleAfter(...there, engaged('kenji'), released('kenji'))).toEqual(['yuki', 'kenji']);
    expect(await idleAfter(...there, away('kenji'))).toEqual(['yuki']);
    expect(await idleAfter(...there, engaged('kenji'), away('kenji'), released('kenji'))).toEqual(['yuki']);
  });

  it('K4 lose no place by saying again that they are there', async () => {
    expect(await idleAfter(...there, available('kenji'))).toEqual(['kenji', 'yuki']);
  });

  it('are registered: whoever only asks is given what they ask for', () => {
    expect(folded(liveAgents, engaged('mia'), released('mia')).size).toBe(0);
  });
});
