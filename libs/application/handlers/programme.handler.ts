import { addOnDecider, memberDecider, programmeDecider, type ProgrammeFacts } from '@ledgerdesk/domain';
import {
  addOnStream,
  type ConsultationBooked,
  memberStream,
  programmeStream,
  type ProgrammeEvent,
} from '@ledgerdesk/events';
import { type Instant, isRefusal } from '@ledgerdesk/kernel';
import { Inject } from '@nestjs/common';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { reserveConsultant, type AppointmentRequest } from '../reserve-consultant.js';
import { ProgrammeCommandMessage } from '../command-messages.js';
import { CommandExecutor } from '../command-executor.js';
import type { FactReader } from '../fact-reader.js';
import type { PolicyTimeline } from '../policies/policy-timeline.js';
import { POLICIES } from '../injection-tokens.js';

const isBooked = (event: ProgrammeEvent): event is ConsultationBooked => event.type === 'ConsultationBooked';

const appointmentOf = ({
  consultationId,
  teamId,
  consultantId,
  startsAt,
  endsAt,
}: ConsultationBooked['data']): AppointmentRequest => ({
  occasion: 'consultation',
  appointmentId: consultationId,
  teamId,
  consultantId,
  startsAt,
  endsAt,
});

@CommandHandler(ProgrammeCommandMessage)
export class ProgrammeHandler implements ICommandHandler<ProgrammeCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly commands: CommandBus,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  /** A consultant's time is reserved last, when nothing else stands in the way. */
  execute({ envelope, input }: ProgrammeCommandMessage) {
    return this.executor.execute(envelope, {
      stream: programmeStream(input.teamId),
      decider: programmeDecider,
      counts: input.type === 'BookConsultation' ? ['taxonomy'] : [],
      decide: async (programme, at, facts) => {
        const decision = programmeDecider.decide({ ...input, at }, programme, await this.factsFor(input, at, facts));
        const booked = isRefusal(decision) ? undefined : decision.find(isBooked);
        return (
          (booked && (await reserveConsultant(this.commands, envelope, appointmentOf(booked.data), at, facts))) ??
          decision
        );
      },
    });
  }

  private async factsFor(
    input: ProgrammeCommandMessage['input'],
    at: Instant,
    facts: FactReader,
  ): Promise<ProgrammeFacts> {
    const policies = this.policies.at(at);
    if (input.type !== 'BookConsultation') return { policies };
    const { teamId, memberId, product } = input;
    return {
      policies,
      member: await facts.read(memberDecider, memberStream(teamId, memberId)),
      addOn: await facts.read(addOnDecider, addOnStream(teamId, product)),
    };
  }
}
