import { derivedId, hashOf, ToAgent } from '@ledgerdesk/application';
import { type Clock, type Instant, instantOf, isRefusal, millisOf } from '@ledgerdesk/kernel';
import type { Presence, Sighting } from '@ledgerdesk/presence';
import { DeadlineClock, type DueRow, type Timers } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

/** Somebody who has vanished at a time, unless seen before. */
interface Missed extends DueRow {
  readonly sighting: Sighting;
}

export interface AbsenceParts {
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

const vanished = ({ agentId, seenAt }: Sighting, tenant: string): ToAgent => {
  const commandId = derivedId('agent-vanished', agentId, seenAt);
  const actor = { kind: 'engine', id: 'live-support' } as const;
  const envelope = { commandId, requestHash: hashOf({ agentId, seenAt }), correlationId: commandId, causationId: commandId, actor, tenant };
  return new ToAgent(envelope, agentId, { type: 'RecordAgentVanished' });
};

/** Records it when an agent has given no sign of life for too long. */
export const absenceClock = ({ presence, commands, clock, timers, tenant, heartbeatSeconds }: AbsenceParts): DeadlineClock<Missed> => new DeadlineClock<Missed>({
  source: {
    next: async (limit, after) => (await presence.longestUnseen(limit, after?.sighting))
      .map((sighting) => ({ key: sighting.agentId, dueAt: instantOf(millisOf(sighting.seenAt) + heartbeatSeconds(sighting.seenAt) * 1_000), sighting })),
  },
  fire: async ({ sighting }) => {
    if (await presence.seenAt(sighting.agentId) !== sighting.seenAt) return;
    const outcome = await commands.execute(vanished(sighting, tenant));
    if (isRefusal(outcome)) throw new Error(outcome.message);
    await presence.forget(sighting);
  },
  clock, timers, rereadMs: REREAD_MS,
});
