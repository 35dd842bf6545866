import type { Caller } from '../platform/auth/caller.js';
import { Problem } from '../platform/http/problem.js';

const ALL = '*';
const ALL_TEAMS = 'webhooks:all-teams';

/** Throws Problem if the token names scopes without the one for the events of all teams. */
export const assertAllTeams = ({ scopes }: Caller): void => {
  if (scopes === undefined || scopes.includes(ALL_TEAMS)) return;
  throw new Problem(
    403,
    'scope-required',
    `The events of all teams need a service token with the scope ${ALL_TEAMS}.`,
    { details: { scope: ALL_TEAMS } },
  );
};

/**
 * The teams whose events a webhook receives; null: all. Throws Problem if the caller names none, or names all without
 * the scope for it. A token without scopes, as version 0.1.0 issued them, may leave the teams out.
 */
export const webhookTeams = (teams: readonly string[] | undefined, caller: Caller): readonly string[] | null => {
  if (teams === undefined) {
    if (caller.scopes === undefined) return null;
    throw new Problem(400, 'webhook-teams-required', 'Name the teams whose events the webhook receives in teams.');
  }
  if (!teams.includes(ALL)) return teams;
  if (teams.length > 1) throw new Problem(400, 'webhook-teams-invalid', 'Send either ids of teams or "*" alone.');
  assertAllTeams(caller);
  return null;
};
