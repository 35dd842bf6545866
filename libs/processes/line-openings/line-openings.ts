import { type Engagements, engineEnvelope, type PolicyTimeline } from '@ledgerdesk/application';
import { resumesAt } from '@ledgerdesk/domain';
import type { Clock, Instant, Timers } from '@ledgerdesk/kernel';
import { oldestWaiting } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { type DueRow, Scheduler, TIMER_POLICY } from '@ledgerdesk/runtime';
import { assignToIdleAgents } from '../live-matching/live-matching.js';

interface LineOpeningsOptions {
  readonly engagements: Engagements;
  readonly rows: RowReader;
  readonly policies: PolicyTimeline;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly tenant: string;
}

/** Upper bound on the delay for a request that another process has recorded. */
const REREAD_MS = 10_000;
const START = 'start';

/**
 * L6, K4: assigns waiting requests to idle agents when they can be taken again: when the hours open, or the pause after
 * an unanswered call is over. Also once at the start, for those that became due before.
 */
export const lineOpenings = ({ tenant, ...options }: LineOpeningsOptions): Scheduler<DueRow> => {
  const { rows, policies, clock, timers } = options;
  // Kept until they have fired: once an instant is over, the requests that waited for it no longer name it.
  const pending = new Map<Instant, DueRow>([[clock.now(), { key: START, dueAt: clock.now() }]]);
  const openings = async (): Promise<readonly DueRow[]> => {
    const now = clock.now();
    for (const row of await oldestWaiting(rows)) {
      const dueAt = resumesAt(row, now, policies.at(now));
      if (dueAt !== null && !pending.has(dueAt)) pending.set(dueAt, { key: 'opening', dueAt });
    }
    return [...pending.values()].sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  };
  return new Scheduler<DueRow>({
    policy: TIMER_POLICY,
    source: { next: async (limit, after) => (after ? [] : (await openings()).slice(0, limit)) },
    fire: async ({ key, dueAt }) => {
      await assignToIdleAgents(options, (agentId) =>
        engineEnvelope('live-matching', {
          id: ['line-opening', key, dueAt, agentId],
          request: { key, dueAt, agentId },
          tenant,
        }),
      );
      pending.delete(dueAt);
    },
    clock,
    timers,
    pollMs: REREAD_MS,
  });
};
