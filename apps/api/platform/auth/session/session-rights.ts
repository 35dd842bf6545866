import { CommandExecutor } from '@ledgerdesk/application';
import { activeMember, agentDecider, memberDecider } from '@ledgerdesk/domain';
import { type AdminRole, agentStream, memberStream } from '@ledgerdesk/events';
import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { Injectable } from '@nestjs/common';
import { type Observable, NEVER } from 'rxjs';
import type { Claims } from '../caller.js';
import { ActiveAgents } from '../active-agents.js';
import { RightsChanges } from '../rights-changes.js';
import type { EndedBecause, HubSession } from './hub-session.js';

/** Who may sign in to the hub, and who may no more. Whom the engine does not know, the identity provider decides on. */
@Injectable()
export class SessionRights {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly agents: ActiveAgents,
    private readonly changes: RightsChanges,
  ) {}

  /** The admin roles of a member who signs in, none for others. A refusal for who may not sign in. */
  async atSignIn({ kind, subject, team }: Claims): Promise<readonly AdminRole[] | Refusal> {
    if (kind === 'agent') return (await this.agents.refusal(subject)) ?? [];
    if (kind !== 'member' || team === undefined) return [];
    const member = await this.executor.views.decide(async (read) =>
      activeMember((await read(memberDecider, memberStream(team, subject))).state),
    );
    return isRefusal(member) ? member : member.roles;
  }

  /** E2, H1: the right that its holder has lost since the sign-in; undefined if none. */
  lossOf({ kind, subject, team, roles }: HubSession): Promise<EndedBecause | undefined> {
    return this.executor.views.decide<EndedBecause | undefined>(
      async (read) => {
        if (kind === 'agent') {
          const { state } = await read(agentDecider, agentStream(subject));
          return state?.retired ? 'retired-agent' : undefined;
        }
        if (kind !== 'member' || team === undefined) return undefined;
        const member = activeMember((await read(memberDecider, memberStream(team, subject))).state);
        if (isRefusal(member)) return 'member-not-active';
        return roles.every((role) => member.roles.includes(role)) ? undefined : 'role-lost';
      },
      (loss) => loss !== undefined,
    );
  }

  /** Emits when `lossOf` may say something else. */
  changesOf({ kind, subject, team }: HubSession): Observable<unknown> {
    if (kind === 'agent') return this.changes.of({ agentId: subject });
    return kind === 'member' && team !== undefined ? this.changes.of({ teamId: team, memberId: subject }) : NEVER;
  }
}
