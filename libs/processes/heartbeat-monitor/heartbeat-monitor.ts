import { derivedId, hashRequest, AgentCommandMessage } from '@ledgerdesk/application';
import { type Clock, type Instant, instantOf, isRefusal, later, millisOf, type Timers } from '@ledgerdesk/kernel';
import type { Presence, Heartbeat } from '@ledgerdesk/presence';
import { Scheduler, type DueRow } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

/** Somebody who has vanished at a time, unless seen before. */
interface HeartbeatTimer extends DueRow {
  readonly heartbeat: Heartbeat;
}

export interface HeartbeatMonitorOptions {
  readonly presence: Presence;
  readonly commands: CommandBus;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly tenant: string;
  /** Of the policy of an instant: so long one may be silent. */
  readonly heartbeatSeconds: (at: Instant) => number;
}

/** How late what other processes write may be noticed. */
const REREAD_MS = 10_000;

const vanished = ({ agentId, seenAt }: Heartbeat, tenant: string): AgentCommandMessage => {
  const commandId = derivedId('agent-vanished', agentId, seenAt);
  const actor = { kind: 'engine', id: 'live-support' } as const;
  const envelope = {
    commandId,
    requestHash: hashRequest({ agentId, seenAt }),
    correlationId: commandId,
    causationId: commandId,
    actor,
    tenant,
  };
  return new AgentCommandMessage(envelope, agentId, { type: 'RecordAgentVanished' });
};

/** When somebody is missed: silence counts only while it could have been broken. */
const missedAt = ({ seenAt }: Heartbeat, listeningSince: Instant, heartbeatSeconds: number): Instant =>
  instantOf(millisOf(later(seenAt, listeningSince)) + heartbeatSeconds * 1_000);

/** Records it when an agent has given no sign of life for too long, from now on: before, nobody listened. */
export const heartbeatMonitor = ({
  presence,
  commands,
  clock,
  timers,
  tenant,
  heartbeatSeconds,
}: HeartbeatMonitorOptions): Scheduler<HeartbeatTimer> => {
  let listeningSince = clock.now();
  /** While presence cannot be read, signs of life cannot be kept either. */
  const listening = async <T>(reading: Promise<T>): Promise<T> => {
    try {
      return await reading;
    } catch (fault) {
      listeningSince = clock.now();
      throw fault;
    }
  };
  const missed = (heartbeat: Heartbeat): HeartbeatTimer => ({
    key: heartbeat.agentId,
    dueAt: missedAt(heartbeat, listeningSince, heartbeatSeconds(heartbeat.seenAt)),
    heartbeat,
  });
  return new Scheduler<HeartbeatTimer>({
    source: {
      next: async (limit, after) => (await listening(presence.oldestHeartbeats(limit, after?.heartbeat))).map(missed),
    },
    fire: async ({ heartbeat }) => {
      const seenAt = await listening(presence.lastSeen(heartbeat.agentId));
      if (seenAt !== heartbeat.seenAt || clock.now() < missed(heartbeat).dueAt) return;
      const outcome = await commands.execute(vanished(heartbeat, tenant));
      if (isRefusal(outcome)) throw new Error(outcome.message);
      await presence.delete(heartbeat);
    },
    clock,
    timers,
    rereadMs: REREAD_MS,
  });
};
