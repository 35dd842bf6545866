import { accepted, envelope, START } from '../../test/support/application.js';
import { manualClock } from '../../test/support/manual-clock.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { policies, timelineOf } from '../../test/support/policies.js';
import { agentDecider } from '@ledgerdesk/domain';
import { canonicalJson, encode, type ReadStreamOptions, type StoredEvent } from '@ledgerdesk/event-store';
import { type AgentAvailability, type AgentEvent, agentStream } from '@ledgerdesk/events';
import { CommandExecutor, MAX_STREAM_EVENTS, RESERVED_EVENTS } from './command-executor.js';
import { EngineClock } from './engine-clock.js';
import { derivedId } from './envelope.js';

const KENJI = agentStream('kenji');
const kenji = { actor: { kind: 'agent', id: 'kenji' } } as const;

/** A store that counts the events it reads. */
class CountingStore extends MemoryEventStore {
  read = 0;

  override async readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]> {
    const events = await super.readStream(stream, options);
    this.read += events.length;
    return events;
  }
}

describe('the stream of an agent', () => {
  const store = new CountingStore();
  const executorOn = () => new CommandExecutor(store, new EngineClock(manualClock(START)), timelineOf(policies));
  const become = (availability: AgentAvailability) => ({
    stream: KENJI,
    decider: agentDecider,
    input: { type: 'SetAgentAvailability', agentId: 'kenji', availability } as const,
    facts: async () => ({ policies }),
  });

  /** Appends availability changes as version 0.1.0 did, which recorded no states. */
  const appendFormer = async (count: number): Promise<void> => {
    const events = Array.from({ length: count }, (_, index): AgentEvent =>
      index === 0
        ? {
            type: 'AgentRegistered',
            data: {
              agentId: 'kenji',
              name: 'Kenji Mori',
              languages: ['en'],
              products: ['dropbox'],
              channels: ['callback', 'chat'],
            },
          }
        : {
            type: 'AgentAvailabilityChanged',
            data: { agentId: 'kenji', availability: index % 2 === 1 ? 'available' : 'away', channels: [] },
          },
    );
    const metadata = (index: number) => canonicalJson({ commandId: `former-${index}`, requestHash: 'hash' });
    await store.append(
      KENJI,
      'no-stream',
      events.map((event, index) =>
        encode(event, {
          id: derivedId('former', `${index}`),
          occurredAt: START,
          recordedAt: START,
          metadata: metadata(index),
        }),
      ),
    );
  };

  it('K4 that version 0.1.0 filled takes further changes', async () => {
    const full = MAX_STREAM_EVENTS + RESERVED_EVENTS;
    await appendFormer(full);
    const executor = executorOn();
    expect(accepted(await executor.execute(envelope(kenji), become('available'))).recorded).toBe(2);
    for (let change = 0; change < 20; change += 1)
      accepted(await executor.execute(envelope(kenji), become(change % 2 === 0 ? 'away' : 'available')));
    expect(accepted(await executor.execute(envelope(kenji), become('away'))).state).toMatchObject({
      registered: true,
      channels: ['callback', 'chat'],
      availability: 'away',
    });
  });

  it('K4 is read from its end, and equal to the whole stream', async () => {
    const { revision } = await executorOn().streams.load(agentDecider, KENJI);
    expect(revision).toBeGreaterThan(6_000);
    store.read = 0;
    const loaded = await executorOn().streams.load(agentDecider, KENJI);
    expect(store.read).toBeLessThanOrEqual(2_000);
    const whole = await executorOn().streams.loadWhere(agentDecider, KENJI, () => true);
    expect(loaded.state).toEqual(whole.state);
    expect(loaded).toMatchObject({ revision: whole.revision, lastOccurredAt: whole.lastOccurredAt });
  });

  it('recognises a repeated command, also after a restart', async () => {
    const first = envelope(kenji);
    const outcome = accepted(await executorOn().execute(first, become('available')));
    const executor = executorOn();
    for (let change = 0; change < 210; change += 1)
      accepted(await executor.execute(envelope(kenji), become(change % 2 === 0 ? 'away' : 'available')));
    for (const repeated of [executor, executorOn()])
      expect(accepted(await repeated.execute(first, become('available')))).toMatchObject({
        repeated: true,
        revision: outcome.revision,
        state: outcome.state,
      });
  });
});
