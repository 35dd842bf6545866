import { nextQuarter, quarterOf } from '@ledgerdesk/business-time';
import {
  addOnDecider,
  addOnsOf,
  consultantDecider,
  type Consultation,
  freeHours,
  type HourRange,
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
  consultantStream,
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
import type { StreamReader } from './stream-views.js';

/** Q4: a root-cause session, and the features that the team uses least. */
export interface SessionAgenda {
  readonly session: RootCauseSession;
  readonly leastUsed: readonly FeatureUsage[];
}

/** Consultations of a team that are shown, cancelled ones included. */
const MAX_CONSULTATIONS = 100;

/** The appointments of a team. */
export interface TeamProgramme {
  readonly consultations: readonly Consultation[];
  /** `session` is null if none was scheduled in the quarter. */
  readonly rootCauseSessions: readonly { readonly quarter: string; readonly session: RootCauseSession | null }[];
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
  standing(teamId: string, memberId: string, at: Instant): Promise<ProgrammeStatus | Refusal> {
    return this.executor.views.decide((read) => this.standingIn(read, teamId, memberId, at));
  }

  private async standingIn(
    read: StreamReader,
    teamId: string,
    memberId: string,
    at: Instant,
  ): Promise<ProgrammeStatus | Refusal> {
    const { state: member } = await read(memberDecider, memberStream(teamId, memberId));
    if (!member)
      return refuse('forbidden', 'member-not-active', 'Only active members of the team can use support.', {
        rule: 'E2',
      });
    const addOns = new Map(
      await Promise.all(
        addOnsOf(this.policies.at(at).taxonomy).map(
          async (product) => [product, (await read(addOnDecider, addOnStream(teamId, product))).state] as const,
        ),
      ),
    );
    const { state: programme } = await read(programmeDecider, programmeStream(teamId));
    const quarter = quarterOf(at);
    return programmeStatus(
      {
        member,
        addOns,
        programme,
        thisQuarter: await quarterIn(read, teamId, quarter),
        nextQuarter: await quarterIn(read, teamId, nextQuarter(quarter)),
      },
      at,
    );
  }

  /** E4, Q3: the free hours of consultants for a team, in the order of the ids. */
  freeHours(
    teamId: string,
    consultantIds: readonly string[],
    range: HourRange,
    at: Instant,
  ): Promise<readonly (readonly Instant[])[]> {
    return this.executor.views.decide(async (read) => {
      const { state: team } = await read(teamDecider, teamStream(teamId));
      const states = consultantIds.map(async (id) => (await read(consultantDecider, consultantStream(id))).state);
      const consultants = await Promise.all(states);
      return consultants.map((one) => (team ? freeHours(one, range, team, at, this.policies.at(at)) : []));
    });
  }

  /** E4, Q3: a team's consultations, newest first, and the sessions of this quarter and the next. */
  ofTeam(teamId: string, at: Instant): Promise<TeamProgramme> {
    return this.executor.views.decide(async (read) => {
      const { consultations } = (await read(programmeDecider, programmeStream(teamId))).state;
      const quarters = [quarterOf(at), nextQuarter(quarterOf(at))];
      const sessions = quarters.map(async (quarter) => ({
        quarter,
        session: (await quarterIn(read, teamId, quarter)).session,
      }));
      return {
        consultations: consultations.toReversed().slice(0, MAX_CONSULTATIONS),
        rootCauseSessions: await Promise.all(sessions),
      };
    });
  }

  /** Q4: the agenda of a quarter's session. Refuses a quarter without one. */
  agenda(teamId: string, quarter: string, at: Instant): Promise<SessionAgenda | Refusal> {
    return this.executor.views.decide(async (read) => {
      const { session, usage } = await quarterIn(read, teamId, quarter);
      if (!session || session.status === 'cancelled')
        return refuse('not-found', 'session-not-found', `No root-cause session is scheduled in ${quarter}.`);
      const { state: team } = await read(teamDecider, teamStream(teamId));
      return { session, leastUsed: leastUsed(this.policies.at(at).features, usage, team?.products ?? []) };
    });
  }
}

const quarterIn = async (read: StreamReader, teamId: string, quarter: string): Promise<TeamQuarter> =>
  (await read(quarterDecider, quarterStream(teamId, quarter))).state;
