import {
  NAME_MODELS,
  type NamedId,
  namedMember,
  type Names,
  namedTeam,
  namesOf,
  type Requester,
} from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Inject, Injectable } from '@nestjs/common';
import type { ReadModelProgress } from '../platform/http/ledger-position.hook.js';
import { PROGRESS, ROWS } from '../platform/tokens.js';

const TIMEOUT_MS = 1_000;

/** The requester of a chat or callback, with names, for agents. */
export interface RequesterOfRequest extends Requester {
  readonly team: NamedId;
  readonly requester: NamedId;
}

/** The names of the agents and requesters of chats and callbacks. */
@Injectable()
export class RequestParties {
  constructor(
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(PROGRESS) private readonly progress: ReadModelProgress,
  ) {}

  /** The names of agents, which the requesters whom they serve may know. Ignores null. */
  agents(agentIds: readonly (string | null)[]): Promise<Names> {
    return namesOf(this.rows, { agents: agentIds.flatMap((agentId) => agentId ?? []) });
  }

  /**
   * The requester of a request that an agent has taken at a position, and the name of the agent. Names are null if the
   * read models do not include the position within a second.
   */
  async takenAt(
    position: string,
    { teamId, requesterId }: Requester,
    agentId: string,
  ): Promise<{ readonly requester: RequesterOfRequest; readonly names: Names }> {
    await this.progress.waitFor(position, NAME_MODELS, TIMEOUT_MS);
    const member = { teamId, memberId: requesterId };
    const names = await namesOf(this.rows, { teams: [teamId], members: [member], agents: [agentId] });
    const requester = { teamId, requesterId, team: namedTeam(teamId, names), requester: namedMember(member, names) };
    return { requester, names };
  }
}
