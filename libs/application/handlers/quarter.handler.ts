import {
  type AddOn,
  addOnDecider,
  addOnsOf,
  type Member,
  memberDecider,
  quarterDecider,
  type QuarterCommand,
  type QuarterFacts,
  type Taxonomy,
  teamDecider,
} from '@ledgerdesk/domain';
import type { EventStore } from '@ledgerdesk/event-store';
import {
  addOnStream,
  memberStream,
  type QuarterEvent,
  quarterStream,
  type RootCauseSessionScheduled,
  teamStream,
} from '@ledgerdesk/events';
import { type Instant, isRefusal } from '@ledgerdesk/kernel';
import { Inject } from '@nestjs/common';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { reserveConsultant, type AppointmentRequest } from '../reserve-consultant.js';
import { QuarterCommandMessage } from '../command-messages.js';
import { CommandExecutor, type PolicySource } from '../command-executor.js';
import type { FactReader } from '../fact-reader.js';
import type { PolicyTimeline } from '../policies/policy-timeline.js';
import { TeamAdmins } from '../team-admins.js';
import { EVENT_STORE, POLICIES } from '../injection-tokens.js';

const COUNTING: Partial<Record<QuarterCommand['type'], readonly PolicySource[]>> = {
  RecordFeatureUsage: ['features'],
  SendFeatureDigest: ['features'],
};

const isScheduled = (event: QuarterEvent): event is RootCauseSessionScheduled =>
  event.type === 'RootCauseSessionScheduled';

const appointmentOf = ({
  sessionId,
  teamId,
  consultantId,
  startsAt,
  endsAt,
}: RootCauseSessionScheduled['data']): AppointmentRequest => ({
  occasion: 'root-cause-session',
  appointmentId: sessionId,
  teamId,
  consultantId,
  startsAt,
  endsAt,
});

@CommandHandler(QuarterCommandMessage)
export class QuarterHandler implements ICommandHandler<QuarterCommandMessage> {
  private readonly admins: TeamAdmins;

  constructor(
    private readonly executor: CommandExecutor,
    private readonly commands: CommandBus,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
    @Inject(EVENT_STORE) log: EventStore,
  ) {
    this.admins = new TeamAdmins(log);
  }

  /** A consultant's time is reserved last, when nothing else stands in the way. */
  execute({ envelope, input }: QuarterCommandMessage) {
    return this.executor.execute(envelope, {
      stream: quarterStream(input.teamId, input.quarter),
      decider: quarterDecider,
      counts: COUNTING[input.type] ?? [],
      decide: async (quarter, at, facts) => {
        const decision = quarterDecider.decide({ ...input, at }, quarter, await this.factsFor(input, at, facts));
        const scheduled = isRefusal(decision) ? undefined : decision.find(isScheduled);
        return (
          (scheduled && (await reserveConsultant(this.commands, envelope, appointmentOf(scheduled.data), at, facts))) ??
          decision
        );
      },
    });
  }

  private async factsFor(input: QuarterCommandMessage['input'], at: Instant, facts: FactReader): Promise<QuarterFacts> {
    const policies = this.policies.at(at);
    const { type, teamId } = input;
    switch (type) {
      case 'RecordFeatureUsage':
        return { policies, team: await facts.read(teamDecider, teamStream(teamId)) };
      case 'ScheduleRootCauseSession':
        return {
          policies,
          member: await facts.read(memberDecider, memberStream(teamId, input.memberId)),
          addOns: await this.addOns(policies.taxonomy, teamId, facts),
        };
      case 'SendFeatureDigest':
        return {
          policies,
          addOns: await this.addOns(policies.taxonomy, teamId, facts),
          members: await this.members(teamId, facts),
        };
      default:
        return { policies };
    }
  }

  private addOns(taxonomy: Taxonomy, teamId: string, facts: FactReader): Promise<readonly (AddOn | undefined)[]> {
    return Promise.all(addOnsOf(taxonomy).map((product) => facts.read(addOnDecider, addOnStream(teamId, product))));
  }

  private async members(teamId: string, facts: FactReader): Promise<readonly Member[]> {
    const members = await Promise.all(
      (await this.admins.of(teamId)).map((memberId) => facts.read(memberDecider, memberStream(teamId, memberId))),
    );
    return members.filter((member): member is Member => member !== undefined);
  }
}
