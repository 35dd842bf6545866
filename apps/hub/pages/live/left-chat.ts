import type { ChatUpdate } from '@ledgerdesk/client';

/**
 * Returns true if an agent has a chat no more: it has ended, went back to the queue, or was handed over, in whatever
 * window or by whomever. It is the agent's again once they join it again.
 */
export const isLeftBy = (updates: readonly ChatUpdate[], agentId: string): boolean => {
  const last = updates.findLast(({ kind }) => kind !== 'message' && kind !== 'language');
  if (last === undefined) return false;
  if (last.kind === 'joined' || last.kind === 'transferred') return last.agentId !== agentId;
  return true;
};

/**
 * Returns true if the engine said that an agent works on a request, and no longer does. `seen` is the request that it
 * named last, `engagedWith` that of now: just after a request was taken, neither is.
 */
export const isLost = (requestId: string, seen: string | undefined, engagedWith: string | undefined): boolean =>
  seen === requestId && engagedWith !== requestId;
