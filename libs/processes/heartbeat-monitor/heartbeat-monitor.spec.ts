import { AgentCommandMessage } from '@ledgerdesk/application';
import { agentStream } from '@ledgerdesk/events';
import { type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import type { Heartbeat, Heartbeats } from '@ledgerdesk/presence';
import { ManualTime } from '../../../test/support/manual-time.js';
import { anApplication, type Application, envelope, START } from '../../../test/support/application.js';
import { heartbeatMonitor } from './heartbeat-monitor.js';

const HEARTBEAT = 90;
const after = (seconds: number): Instant => instantOf(millisOf(START) + seconds * 1_000);

/** An in-memory presence store that can be made unavailable. */
class InMemoryPresence implements Heartbeats {
  private readonly heartbeats = new Map<string, Instant>();
  isUnavailable = false;

  async recordHeartbeat(agentId: string, at: Instant): Promise<void> {
    this.heartbeats.set(agentId, at);
  }
  async lastSeen(agentId: string): Promise<Instant | undefined> {
    return this.reached().get(agentId);
  }
  async lastSeenOf(agentIds: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
    return new Map([...this.reached()].filter(([agentId]) => agentIds.includes(agentId)));
  }
  async oldestHeartbeats(): Promise<readonly Heartbeat[]> {
    return [...this.reached()]
      .map(([agentId, seenAt]) => ({ agentId, seenAt }))
      .sort((a, b) => (a.seenAt < b.seenAt ? -1 : 1));
  }
  async delete({ agentId }: Heartbeat): Promise<void> {
    this.heartbeats.delete(agentId);
  }

  private reached(): ReadonlyMap<string, Instant> {
    if (this.isUnavailable) throw new Error('The database is unavailable.');
    return this.heartbeats;
  }
}

describe('K4 an agent without heartbeats', () => {
  let app: Application;
  let presence: InMemoryPresence;
  let time: ManualTime;
  let stop: () => Promise<void>;

  const startMonitor = (): void => {
    const monitor = heartbeatMonitor({
      presence,
      commands: app.bus,
      clock: time,
      timers: time,
      tenant: 'test',
      heartbeatSeconds: () => HEARTBEAT,
    });
    monitor.start();
    stop = () => monitor.stop();
  };
  /** Advances time second by second, so that the monitor's timers fire. */
  const advance = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) await time.advance(1_000);
  };
  const awayStreams = async (): Promise<readonly string[]> => {
    const last = await Promise.all(
      ['kenji', 'yuki'].map(async (agentId) => (await app.eventsOf(agentStream(agentId))).at(-1)),
    );
    return last.flatMap((event) =>
      event?.type === 'AgentAvailabilityChanged' && 'availability' in event.data && event.data.availability === 'away'
        ? [event.stream]
        : [],
    );
  };

  beforeEach(async () => {
    app = await anApplication();
    presence = new InMemoryPresence();
    time = new ManualTime(START);
    for (const agentId of ['kenji', 'yuki']) {
      await app.done(
        new AgentCommandMessage(envelope(), agentId, {
          type: 'RegisterAgent',
          agentId,
          name: agentId,
          languages: ['en'],
          products: ['dropbox'],
        }),
      );
      await app.done(
        new AgentCommandMessage(envelope(), agentId, { type: 'SetAgentAvailability', availability: 'available' }),
      );
      await presence.recordHeartbeat(agentId, START);
    }
  });
  afterEach(async () => {
    await stop();
    await app.close();
  });

  it('is away after the timeout, unless a heartbeat arrived in between', async () => {
    startMonitor();
    await advance(HEARTBEAT - 10);
    await presence.recordHeartbeat('yuki', time.now());
    await advance(20);
    expect(await awayStreams()).toEqual(['agent-kenji']);
  });

  it('is away only after a full timeout since the monitor started', async () => {
    time.moveTo(after(3_600));
    startMonitor();
    await advance(HEARTBEAT - 10);
    expect(await awayStreams()).toEqual([]);
    await advance(20);
    expect(await awayStreams()).toEqual(['agent-kenji', 'agent-yuki']);
  });

  it('is away only after a full timeout since the presence store became available again', async () => {
    startMonitor();
    await advance(20);
    presence.isUnavailable = true;
    await advance(HEARTBEAT);
    presence.isUnavailable = false;
    await advance(HEARTBEAT - 20);
    expect(await awayStreams()).toEqual([]);
    await advance(40);
    expect(await awayStreams()).toEqual(['agent-kenji', 'agent-yuki']);
  });
});
