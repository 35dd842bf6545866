import type { Row } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { textOrErased } from './erased-text.js';
import { agents, type AgentRow } from './agents/definition.js';
import { memberKey, members, type MemberRow } from './members/definition.js';
import { teams, type TeamRow } from './teams/definition.js';

type MemberId = Pick<MemberRow, 'teamId' | 'memberId'>;

/** Ids of one page of an answer, whose names to read. */
export interface NamedIds {
  readonly teams?: readonly string[];
  readonly members?: readonly MemberId[];
  readonly agents?: readonly string[];
}

/** An id with the name of whoever or whatever it identifies; null if none is recorded. */
export type NamedId = { readonly id: string; readonly name: string | null };

/** Names by id. Null for who is not known, such as an agent who is not registered, and for who is erased. */
export interface Names {
  team(teamId: string): string | null;
  member(member: MemberId): string | null;
  agent(agentId: string): string | null;
}

/** An agent with the name; null for none. */
export const namedAgent = (agentId: string | null, names: Names): NamedId | null =>
  agentId === null ? null : { id: agentId, name: names.agent(agentId) };

/** A member with the name. */
export const namedMember = (member: MemberId, names: Names): NamedId => ({
  id: member.memberId,
  name: names.member(member),
});

/** A team with the name. */
export const namedTeam = (teamId: string, names: Names): NamedId => ({ id: teamId, name: names.team(teamId) });

/** Read models that `namesOf` reads. */
export const NAME_MODELS: readonly string[] = [teams.name, members.name, agents.name];

const rowsByKey = async <R extends Row>(
  reader: RowReader,
  projection: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, R>> => {
  const distinct = [...new Set(keys)];
  if (distinct.length === 0) return new Map();
  const found = await reader.find<R>(projection, {
    where: [{ column: 'key', is: 'in', value: distinct }],
    limit: distinct.length,
  });
  return new Map(found.map(({ key, row }) => [key, row]));
};

/**
 * The names of teams, members and agents: one query for each kind, whatever the number of ids. Whether the caller may
 * know them is for the route to decide.
 *
 * @example
 * const names = await namesOf(rows, { agents: page.items.flatMap(({ assignedTo }) => assignedTo ?? []) });
 * const name = names.agent('kenji');
 */
export const namesOf = async (reader: RowReader, ids: NamedIds): Promise<Names> => {
  const [teamRows, memberRows, agentRows] = await Promise.all([
    rowsByKey<TeamRow>(reader, teams.name, ids.teams ?? []),
    rowsByKey<MemberRow>(reader, members.name, (ids.members ?? []).map(memberKey)),
    rowsByKey<AgentRow>(reader, agents.name, ids.agents ?? []),
  ]);
  return {
    team: (teamId) => teamRows.get(teamId)?.name ?? null,
    member: (member) => textOrErased(memberRows.get(memberKey(member))?.name ?? null),
    agent: (agentId) => textOrErased(agentRows.get(agentId)?.name ?? null),
  };
};
