import { AgentCommandMessage } from '@ledgerdesk/application';
import { agentStream, callbackStream, chatStream } from '@ledgerdesk/events';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { InMemoryRowReader } from '@ledgerdesk/read-store';
import type { Process } from '@ledgerdesk/runtime';
import { type Application, envelope } from '../../../test/support/application.js';
import { rowsOf } from '../../../test/support/projected-rows.js';
import { policies, timelineOf } from '../../../test/support/policies.js';
import { liveMatching } from './live-matching.js';
import { liveSupportApplication } from '../../../test/support/live-support-application.js';

describe('matching of live support', () => {
  let app: Application;
  const { deliver } = liveSupportApplication((opened) => (app = opened));

  /** A matching process on read models of the current log. */
  const matching = async (upToDate = true): Promise<Process> => {
    const events = (await app.store.readAll()).events.map(({ stream }) => stream);
    const all = (await Promise.all([...new Set(events)].map((stream) => app.eventsOf(stream))))
      .flat()
      .sort((a, b) => Number(a.position) - Number(b.position));
    const rows = new InMemoryRowReader(
      PROJECTIONS.map((projection) => ({ projection, rows: rowsOf(projection, all) })),
    );
    return liveMatching({
      engagements: app.engagements,
      rows,
      policies: timelineOf(policies),
      clock: app.clock,
      reached: async () => upToDate,
      tenant: 'test',
    });
  };
  const register = async (agentId: string, products: readonly string[] = ['dropbox']): Promise<void> => {
    await app.done(
      new AgentCommandMessage(envelope(), agentId, {
        type: 'RegisterAgent',
        agentId,
        name: agentId,
        languages: ['en'],
        products,
      }),
    );
    await app.done(
      new AgentCommandMessage(envelope(), agentId, { type: 'SetAgentAvailability', availability: 'available' }),
    );
  };
  const holders = async () =>
    Promise.all(
      [chatStream('ch-1'), callbackStream('c-1')].map(async (stream) => {
        const last = (await app.eventsOf(stream)).at(-1);
        return last && 'agentId' in last.data ? last.data.agentId : null;
      }),
    );

  it('K4 assigns the longest-waiting request to the longest-idle agent, and so on in order', async () => {
    await register('kenji');
    await register('yuki');
    await deliver(await matching(), agentStream('yuki'), 'AgentAvailabilityChanged');
    expect(await holders()).toEqual(['kenji', 'yuki']);
  });

  it('K4 assigns an agent only requests that match their products', async () => {
    await register('kenji', ['dash']);
    await register('yuki');
    await deliver(await matching(), agentStream('yuki'), 'AgentAvailabilityChanged');
    expect(await holders()).toEqual(['yuki', null]);
  });

  it('K4 assigns nothing to an agent who went away after the read model was updated', async () => {
    await register('kenji');
    const stale = await matching();
    await app.done(
      new AgentCommandMessage(envelope(), 'kenji', { type: 'SetAgentAvailability', availability: 'away' }),
    );
    await deliver(stale, agentStream('kenji'), 'AgentAvailabilityChanged');
    expect(await holders()).toEqual([null, null]);
  });

  it('fails while the read models are behind, so that the event is retried', async () => {
    await register('kenji');
    await expect(deliver(await matching(false), agentStream('kenji'), 'AgentAvailabilityChanged')).rejects.toThrow(
      'are behind position',
    );
  });
});
