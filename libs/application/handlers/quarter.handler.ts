import {
  type AddOn,
  addOnDecider,
  addOnsOf,
  type Member,
  memberDecider,
  quarterDecider,
  type QuarterFacts,
  teamDecider,
} from '@ledgerdesk/domain';
import type { EventStore } from '@ledgerdesk/event-store';
import {
  addOnStream,
  memberStream,
  quarterStream,
  type RootCauseSessionScheduled,
  teamStream,
} from '@ledgerdesk/events';
import type { DomainEvent } from '@ledgerdesk/kernel';
import { Inject } from '@nestjs/common';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { QuarterCommandMessage } from '../command-messages.js';
import type { FactReader } from '../fact-reader.js';
import { EVENT_STORE } from '../injection-tokens.js';
import { type AppointmentRequest, reserveConsultant } from '../reserve-consultant.js';
import { TeamAdmins } from '../team-admins.js';

const addOnsOfTeam = (reader: FactReader, teamId: string): Promise<readonly (AddOn | undefined)[]> =>
  Promise.all(
    addOnsOf(reader.policies.taxonomy).map((product) => reader.read(addOnDecider, addOnStream(teamId, product))),
  );

const isScheduled = (event: DomainEvent): event is RootCauseSessionScheduled =>
  event.type === 'RootCauseSessionScheduled';

/** The appointment of the session scheduled by the events, if any. */
const scheduledBy = (events: readonly DomainEvent[]): AppointmentRequest | undefined => {
  const scheduled = events.find(isScheduled);
  if (!scheduled) return undefined;
  const { sessionId: appointmentId, teamId, consultantId, startsAt, endsAt } = scheduled.data;
  return { occasion: 'root-cause-session', appointmentId, teamId, consultantId, startsAt, endsAt };
};

/** Executes commands on a team's calendar quarter: feature usage, the digest and the root-cause session. */
@CommandHandler(QuarterCommandMessage)
export class QuarterHandler implements ICommandHandler<QuarterCommandMessage> {
  private readonly admins: TeamAdmins;

  constructor(
    private readonly executor: CommandExecutor,
    private readonly commands: CommandBus,
    @Inject(EVENT_STORE) log: EventStore,
  ) {
    this.admins = new TeamAdmins(log);
  }

  execute({ envelope, input }: QuarterCommandMessage) {
    return this.executor.execute(envelope, {
      stream: quarterStream(input.teamId, input.quarter),
      decider: quarterDecider,
      bounded: input.type !== 'RecordFeatureUsage',
      input,
      facts: (reader) => this.facts(reader, input),
      reserve: (events, reader) => reserveConsultant(this.commands, envelope, scheduledBy(events), reader),
    });
  }

  private async facts(reader: FactReader, input: QuarterCommandMessage['input']): Promise<QuarterFacts> {
    const { policies } = reader;
    const { teamId } = input;
    switch (input.type) {
      case 'RecordFeatureUsage':
        return { policies, team: await reader.read(teamDecider, teamStream(teamId)) };
      case 'ScheduleRootCauseSession':
      case 'MoveRootCauseSession':
        return {
          policies,
          member: await reader.read(memberDecider, memberStream(teamId, input.memberId)),
          addOns: await addOnsOfTeam(reader, teamId),
        };
      case 'HoldRootCauseSession':
      case 'EndRootCauseSession':
        return { policies, addOns: await addOnsOfTeam(reader, teamId) };
      case 'SendFeatureDigest':
        return {
          policies,
          team: await reader.read(teamDecider, teamStream(teamId)),
          addOns: await addOnsOfTeam(reader, teamId),
          members: await this.adminsOf(teamId, reader),
        };
      default:
        return { policies };
    }
  }

  private async adminsOf(teamId: string, reader: FactReader): Promise<readonly Member[]> {
    const members = await Promise.all(
      (await this.admins.of(teamId)).map((memberId) => reader.read(memberDecider, memberStream(teamId, memberId))),
    );
    return members.filter((member) => member !== undefined);
  }
}
