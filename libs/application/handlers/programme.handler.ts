import { addOnDecider, memberDecider, programmeDecider, type ProgrammeFacts } from '@ledgerdesk/domain';
import { addOnStream, type ConsultationBooked, memberStream, programmeStream } from '@ledgerdesk/events';
import type { DomainEvent } from '@ledgerdesk/kernel';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { ProgrammeCommandMessage } from '../command-messages.js';
import type { FactReader } from '../fact-reader.js';
import { type AppointmentRequest, reserveConsultant } from '../reserve-consultant.js';

const programmeFacts = async (reader: FactReader, input: ProgrammeCommandMessage['input']): Promise<ProgrammeFacts> => {
  const { policies } = reader;
  if (input.type !== 'BookConsultation') return { policies };
  const { teamId, memberId, product } = input;
  return {
    policies,
    member: await reader.read(memberDecider, memberStream(teamId, memberId)),
    addOn: await reader.read(addOnDecider, addOnStream(teamId, product)),
  };
};

const isBooked = (event: DomainEvent): event is ConsultationBooked => event.type === 'ConsultationBooked';

/** The appointment of the booking among the events, if any. */
const bookedBy = (events: readonly DomainEvent[]): AppointmentRequest | undefined => {
  const booked = events.find(isBooked);
  if (!booked) return undefined;
  const { consultationId: appointmentId, teamId, consultantId, startsAt, endsAt } = booked.data;
  return { occasion: 'consultation', appointmentId, teamId, consultantId, startsAt, endsAt };
};

/** Executes commands on a team's consultations. */
@CommandHandler(ProgrammeCommandMessage)
export class ProgrammeHandler implements ICommandHandler<ProgrammeCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly commands: CommandBus,
  ) {}

  execute({ envelope, input }: ProgrammeCommandMessage) {
    return this.executor.execute(envelope, {
      stream: programmeStream(input.teamId),
      decider: programmeDecider,
      input,
      facts: (reader) => programmeFacts(reader, input),
      reserve: (events, reader) => reserveConsultant(this.commands, envelope, bookedBy(events), reader),
    });
  }
}
