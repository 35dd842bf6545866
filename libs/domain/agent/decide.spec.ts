import { given } from '../../../test/given.js';
import { rules } from '../../../test/rules.js';
import { type AgentCommand, agentDecider } from './decide.js';

const AT = '2026-11-27T07:30:00.000Z';
const register = (...products: readonly string[]): AgentCommand =>
  ({ type: 'RegisterAgent', at: AT, agentId: 'kenji', name: 'Kenji Mori', languages: ['en', 'ja'], products });
const become = (availability: 'available' | 'away'): AgentCommand => ({ type: 'SetAgentAvailability', at: AT, availability });
const nobody = given(agentDecider, { rules });
const registered = nobody.after(register('dropbox'));

describe('an agent', () => {
  it('K4 is registered for products and languages, and away at first', () => {
    nobody.when(register('dropbox', 'dash')).then({ type: 'AgentRegistered', data: { agentId: 'kenji', languages: ['en', 'ja'], products: ['dropbox', 'dash'] } });
    expect(registered.state).toEqual({ agentId: 'kenji', languages: ['en', 'ja'], products: ['dropbox'], availability: 'away' });
  });

  it('is registered once, for products that exist', () => {
    registered.when(register('dropbox')).thenRefused('agent-exists', { reason: 'conflict' });
    nobody.when(register('dropbox', 'faxes')).thenRefused('unknown-product', { reason: 'invalid' });
  });

  it('K4 comes and goes, and only a change is recorded', () => {
    registered.when(become('away')).thenNothing();
    registered.when(become('available')).then({ type: 'AgentAvailabilityChanged', data: { agentId: 'kenji', availability: 'available' } });
    registered.after(become('available')).when(become('available')).thenNothing();
  });

  it('must be registered to come and go', () => {
    nobody.when(become('available')).thenRefused('agent-not-registered', { reason: 'not-found' });
  });
});
