import { AgentCommandMessage } from '@ledgerdesk/application';
import { agentStream } from '@ledgerdesk/events';
import { type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import type { Presence, Heartbeat } from '@ledgerdesk/presence';
import { ManualTime } from '../../../test/support/manual-time.js';
import { anApplication, type Application, envelope, START } from '../../../test/support/application.js';
import { heartbeatMonitor } from './heartbeat-monitor.js';

const HEARTBEAT = 90;
const after = (seconds: number): Instant => instantOf(millisOf(START) + seconds * 1_000);

/** Presence in memory, which can be out of reach. */
class InMemoryPresence implements Presence {
  private readonly heartbeats = new Map<string, Instant>();
  isLost = false;

  async recordHeartbeat(agentId: string, at: Instant): Promise<void> {
    this.heartbeats.set(agentId, at);
  }
  async lastSeen(agentId: string): Promise<Instant | undefined> {
    return this.reached().get(agentId);
  }
  async oldestHeartbeats(): Promise<readonly Heartbeat[]> {
    return [...this.reached()]
      .map(([agentId, seenAt]) => ({ agentId, seenAt }))
      .sort((a, b) => (a.seenAt < b.seenAt ? -1 : 1));
  }
  async delete({ agentId }: Heartbeat): Promise<void> {
    this.heartbeats.delete(agentId);
  }
  async close(): Promise<void> {}

  private reached(): ReadonlyMap<string, Instant> {
    if (this.isLost) throw new Error('There is no database.');
    return this.heartbeats;
  }
}

describe('K4 an agent who gives no sign of life', () => {
  let app: Application;
  let presence: InMemoryPresence;
  let time: ManualTime;
  let stop: () => Promise<void>;

  const listens = (): void => {
    const clock = heartbeatMonitor({
      presence,
      commands: app.bus,
      clock: time,
      timers: time,
      tenant: 'test',
      heartbeatSeconds: () => HEARTBEAT,
    });
    clock.start();
    stop = () => clock.stop();
  };
  /** Time goes by, and the clock looks every now and then. */
  const passes = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) await time.advance(1_000);
  };
  const away = async (): Promise<readonly string[]> => {
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

  it('is away after so many seconds, and only who was not seen since', async () => {
    listens();
    await passes(HEARTBEAT - 10);
    await presence.recordHeartbeat('yuki', time.now());
    await passes(20);
    expect(await away()).toEqual(['agent-kenji']);
  });

  it('is given as long again where nobody listened before', async () => {
    time.moveTo(after(3_600));
    listens();
    await passes(HEARTBEAT - 10);
    expect(await away()).toEqual([]);
    await passes(20);
    expect(await away()).toEqual(['agent-kenji', 'agent-yuki']);
  });

  it('is given as long again when signs of life could not be kept', async () => {
    listens();
    await passes(20);
    presence.isLost = true;
    await passes(HEARTBEAT);
    presence.isLost = false;
    await passes(HEARTBEAT - 20);
    expect(await away()).toEqual([]);
    await passes(40);
    expect(await away()).toEqual(['agent-kenji', 'agent-yuki']);
  });
});
