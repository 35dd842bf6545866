import { nextQuarter, quarterOf } from '@ledgerdesk/business-time';
import {
  addOnDecider,
  addOnsOf,
  leastUsed,
  memberDecider,
  programmeDecider,
  type ProgrammeStatus,
  programmeStatus,
  quarterDecider,
  type RootCauseSession,
  teamDecider,
  type TeamQuarter,
} from '@ledgerdesk/domain';
import {
  addOnStream,
  type FeatureUsage,
  memberStream,
  programmeStream,
  quarterStream,
  teamStream,
} from '@ledgerdesk/events';
import { type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CommandExecutor } from './command-executor.js';
import { POLICIES } from './injection-tokens.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';

/** Q4: a root-cause session, and the features that the team uses least. */
export interface SessionAgenda {
  readonly session: RootCauseSession;
  readonly leastUsed: readonly FeatureUsage[];
}

/**
 * Reads a team's programme (consultations and root-cause sessions) from their own streams.
 *
 * @example
 * const agenda = await programmes.agenda('acme', '2026-Q4', clock.now());
 */
@Injectable()
export class ProgrammeReader {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  /** E4, Q3: what a member can book, has booked and has used. Refuses members who were never added (E2). */
  async standing(teamId: string, memberId: string, at: Instant): Promise<ProgrammeStatus | Refusal> {
    const { views: streams } = this.executor;
    const { state: member } = await streams.load(memberDecider, memberStream(teamId, memberId));
    if (!member)
      return refuse('forbidden', 'member-not-active', 'Only active members of the team can use support.', {
        rule: 'E2',
      });
    const addOns = new Map(
      await Promise.all(
        addOnsOf(this.policies.at(at).taxonomy).map(
          async (product) => [product, (await streams.load(addOnDecider, addOnStream(teamId, product))).state] as const,
        ),
      ),
    );
    const { state: programme } = await streams.load(programmeDecider, programmeStream(teamId));
    const quarter = quarterOf(at);
    return programmeStatus(
      {
        member,
        addOns,
        programme,
        thisQuarter: await this.quarter(teamId, quarter),
        nextQuarter: await this.quarter(teamId, nextQuarter(quarter)),
      },
      at,
    );
  }

  /** Q4: the agenda of a quarter's session. Refuses a quarter without one. */
  async agenda(teamId: string, quarter: string, at: Instant): Promise<SessionAgenda | Refusal> {
    const { session, usage } = await this.quarter(teamId, quarter);
    if (!session || session.status === 'cancelled')
      return refuse('not-found', 'session-not-found', `No root-cause session is scheduled in ${quarter}.`);
    const { state: team } = await this.executor.views.load(teamDecider, teamStream(teamId));
    return { session, leastUsed: leastUsed(this.policies.at(at).features, usage, team?.products ?? []) };
  }

  private async quarter(teamId: string, quarter: string): Promise<TeamQuarter> {
    return (await this.executor.views.load(quarterDecider, quarterStream(teamId, quarter))).state;
  }
}
