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

/**
 * The first people of an engine that has at most one team, until that team has an add-on. Undefined on other engines,
 * for those who register nobody, and while that is not known.
 */
export const useFirstPeople = (): FirstPeople | undefined => {
  const enabled = useSelf().may.administration.allowed;
  const teams = useResource(teamsResource, { enabled });
  const found = teams.data?.items;
  const isNew = found !== undefined && found.length < 2;
  const team = found?.[0]?.teamId;
  const hasTeam = isNew && team !== undefined;
  const administrators = useResource(administratorsResource(team ?? ''), { enabled: hasTeam });
  const addOns = useResource(addOnsResource(team ?? ''), { enabled: hasTeam });
  const agents = useResource(agentsResource, { enabled: isNew });
  const isKnown = agents.data !== undefined && (!hasTeam || (administrators.data && addOns.data));
  if (!isNew || !isKnown || addOns.data?.items.some(({ addOn }) => addOn !== null)) return undefined;
  return {
    team,
    administrator: administrators.data?.items[0]?.memberId,
    agent: agents.data.items.find(({ registered, retired }) => registered && !retired)?.agentId,
  };
};
