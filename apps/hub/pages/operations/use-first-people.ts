import { client } from '../../api/client.js';
import { resource, useResource } from '../../api/resource.js';
import { useSelf } from '../../session/self.js';
import { addOnsResource } from './team-resources.js';

/** The first people of an engine, by their ids. */
export interface FirstPeople {
  readonly team: string | undefined;
  /** An active administrator of the team. */
  readonly administrator: string | undefined;
  readonly agent: string | undefined;
  /** The team has Premium Support: nothing is left to do. */
  readonly hasAddOn: boolean;
}

const teamsResource = resource(['directory', 'first-teams'], (options) =>
  client.get('/v1/teams', { query: { limit: 2 }, ...options }),
);

const administratorsResource = (teamId: string) =>
  resource(['directory', 'first-administrators', teamId], (options) =>
    client.get('/v1/teams/{teamId}/members', {
      path: { teamId },
      query: { role: 'team_admin', status: 'active', limit: 1 },
      ...options,
    }),
  );

const agentsResource = resource(['agents', 'first'], (options) =>
  client.get('/v1/desk/agents', { query: { limit: 10 }, ...options }),
);

/** Interval of reloads on a new engine, so that changes by others show. */
const EVERY_MS = 5_000;

/**
 * The first people of an engine that has at most one team, and what others add to it meanwhile. Undefined on other
 * engines, for those who register nobody, and while that is not known.
 */
export const useFirstPeople = (): FirstPeople | undefined => {
  const enabled = useSelf().may.administration.allowed;
  const teams = useResource(teamsResource, {
    enabled,
    everyMs: (data) => ((data?.items.length ?? 0) < 2 ? EVERY_MS : Infinity),
  });
  const found = teams.data?.items;
  const isNew = found !== undefined && found.length < 2;
  const team = found?.[0]?.teamId;
  const hasTeam = isNew && team !== undefined;
  const administrators = useResource(administratorsResource(team ?? ''), { enabled: hasTeam, everyMs: EVERY_MS });
  const addOns = useResource(addOnsResource(team ?? ''), { enabled: hasTeam, everyMs: EVERY_MS });
  const agents = useResource(agentsResource, { enabled: isNew, everyMs: EVERY_MS });
  const isKnown = agents.data !== undefined && (!hasTeam || (administrators.data && addOns.data));
  if (!isNew || !isKnown) return undefined;
  return {
    team,
    administrator: administrators.data?.items[0]?.memberId,
    agent: agents.data.items.find(({ registered, retired }) => registered && !retired)?.agentId,
    hasAddOn: addOns.data?.items.some(({ addOn }) => addOn !== null) ?? false,
  };
};
