import {
  CommandExecutor,
  EngineClock,
  MemberAccess,
  POLICIES,
  type PolicyTimeline,
  SeatQuotes,
} from '@ledgerdesk/application';
import { agentDecider, liveRequestRefusal } from '@ledgerdesk/domain';
import { agentStream } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { ActiveMembers } from '../platform/auth/active-members.js';
import type { Caller, MemberRef } from '../platform/auth/caller.js';
import { memberRequired, notForMembers, scopeRequired, wrongKind } from '../platform/auth/forbidden.js';
import { hasScope } from '../platform/auth/service-scope.js';
import { type Problem, problemOf } from '../platform/http/problem.js';
import { ABILITY_NAMES, type AbilityName, requirementOf } from './abilities.js';

/** The problem with which the routes of an ability refuse the caller; undefined if they do not. */
export type AbilityRefusals = ReadonlyMap<AbilityName, Problem | undefined>;

/** Refuses a caller by its token alone, as the routes do. */
const tokenRefusal = (name: AbilityName, { kind, member, scopes }: Caller): Problem | undefined => {
  const { kinds, scope } = requirementOf(name);
  if (!kinds.includes(kind)) return wrongKind(kinds);
  if (kind !== 'service') return undefined;
  if (scope !== undefined && !hasScope(scopes, scope)) return scopeRequired(scope);
  const isOfMembers = kinds.includes('member');
  if (isOfMembers && !member) return memberRequired();
  return member && !isOfMembers ? notForMembers() : undefined;
};

/** Finds out what a caller may do, from the same decisions as the routes, so that a client need not try them. */
@Injectable()
export class CallerAbilities {
  constructor(
    private readonly access: MemberAccess,
    private readonly members: ActiveMembers,
    private readonly executor: CommandExecutor,
    private readonly seatQuotes: SeatQuotes,
    private readonly clock: EngineClock,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  /** Why the caller may not use each ability. */
  async refusalsOf(caller: Caller): Promise<AbilityRefusals> {
    const found = ABILITY_NAMES.map(
      async (name) => [name, tokenRefusal(name, caller) ?? (await this.ownRefusal(name, caller))] as const,
    );
    return new Map(await Promise.all(found));
  }

  /** Refuses a caller of the right kind. */
  private async ownRefusal(name: AbilityName, { member, actor }: Caller): Promise<Problem | undefined> {
    if (name === 'liveRequests') return this.liveRefusal(actor.id);
    const refusal = member && (await this.memberRefusal(name, member));
    return refusal && problemOf(refusal);
  }

  private async memberRefusal(name: AbilityName, member: MemberRef): Promise<Refusal | undefined> {
    const now = this.clock.now();
    const { teamId, memberId } = member;
    if (name === 'hub') return this.access.hubRefusal(teamId, memberId, now);
    if (name === 'seats') return this.seatsRefusal(member, now);
    if (name === 'billing') return this.access.billingRefusal(teamId, memberId, this.policies.at(now));
    return this.members.refusal(member);
  }

  private async seatsRefusal({ teamId, memberId }: MemberRef, at: Instant): Promise<Refusal | undefined> {
    const offer = await this.seatQuotes.offer(teamId, { memberId }, at);
    return isRefusal(offer) ? offer : offer.refusal;
  }

  /** K4: refuses agents who are never offered a chat or callback. */
  private async liveRefusal(agentId: string): Promise<Problem | undefined> {
    const { state } = await this.executor.views.load(agentDecider, agentStream(agentId));
    const refused = liveRequestRefusal(state);
    return refused && problemOf(refused);
  }
}
