import { AgentCommandMessage, engineEnvelope, executeOrThrow } from '@ledgerdesk/application';
import { type Clock, type Instant, instantOf, later, millisOf, type Timers } from '@ledgerdesk/kernel';
import type { Heartbeat, Heartbeats } from '@ledgerdesk/presence';
import { Scheduler, type DueRow, TIMER_POLICY } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

/** An agent's last heartbeat, and when it times out. */
interface HeartbeatTimeout extends DueRow {
  readonly heartbeat: Heartbeat;
}

interface HeartbeatMonitorOptions {
  readonly presence: Heartbeats;
  readonly commands: CommandBus;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly tenant: string;
  /** Seconds after which a heartbeat times out, by the policy in force at an instant. */
  readonly heartbeatSeconds: (at: Instant) => number;
}

/** Upper bound on the delay of a timeout that another process has postponed. */
const REREAD_MS = 10_000;

const timedOutCommand = ({ agentId, seenAt }: Heartbeat, tenant: string): AgentCommandMessage =>
  new AgentCommandMessage(
    engineEnvelope('live-support', { id: ['agent-vanished', agentId, seenAt], request: { agentId, seenAt }, tenant }),
    agentId,
    { type: 'RecordAgentVanished' },
  );

/**
 * Records agents whose heartbeat has timed out. Time during which no heartbeat could be received does not count: before
 * the monitor started, and while the presence store could not be read.
 */
export const heartbeatMonitor = ({
  presence,
  commands,
  clock,
  timers,
  tenant,
  heartbeatSeconds,
}: HeartbeatMonitorOptions): Scheduler<HeartbeatTimeout> => {
  let receivingSince = clock.now();
  const restartOnError = async <T>(reading: Promise<T>): Promise<T> => {
    try {
      return await reading;
    } catch (error) {
      receivingSince = clock.now();
      throw error;
    }
  };
  const timeoutOf = (heartbeat: Heartbeat): HeartbeatTimeout => ({
    key: heartbeat.agentId,
    dueAt: instantOf(millisOf(later(heartbeat.seenAt, receivingSince)) + heartbeatSeconds(heartbeat.seenAt) * 1_000),
    heartbeat,
  });
  return new Scheduler<HeartbeatTimeout>({
    policy: TIMER_POLICY,
    source: {
      next: async (limit, after) =>
        (await restartOnError(presence.oldestHeartbeats(limit, after?.heartbeat))).map(timeoutOf),
    },
    fire: async ({ heartbeat }) => {
      const seenAt = await restartOnError(presence.lastSeen(heartbeat.agentId));
      if (seenAt !== heartbeat.seenAt || clock.now() < timeoutOf(heartbeat).dueAt) return;
      await executeOrThrow(commands, timedOutCommand(heartbeat, tenant));
      await presence.delete(heartbeat);
    },
    clock,
    timers,
    pollMs: REREAD_MS,
  });
};
