import {
  type AddOn,
  addOnDecider,
  type Member,
  memberDecider,
  type Programme,
  programmeDecider,
  type ProgrammeFacts,
} from '@ledgerdesk/domain';
import { addOnStream, type ConsultationBooked, memberStream, programmeStream } from '@ledgerdesk/events';
import type { DomainEvent } from '@ledgerdesk/kernel';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { ProgrammeCommandMessage } from '../command-messages.js';
import type { FactReader } from '../fact-reader.js';
import { type AppointmentRequest, reserveConsultant } from '../reserve-consultant.js';

/** The member and the add-on that a command is about; null for those that it does not need. */
const subjectOf = (
  input: ProgrammeCommandMessage['input'],
  { consultations }: Programme,
): { readonly memberId: string | null; readonly product: string | null } => {
  if (input.type === 'CancelConsultation') return { memberId: null, product: null };
  if (input.type !== 'HoldConsultation' && input.type !== 'MoveConsultation') return input;
  const found = consultations.find(({ consultationId }) => consultationId === input.consultationId);
  return { memberId: found?.memberId ?? null, product: found?.product ?? null };
};

const programmeFacts = async (
  reader: FactReader,
  input: ProgrammeCommandMessage['input'],
  programme: Programme,
): Promise<ProgrammeFacts> => {
  const { teamId } = input;
  const { memberId, product } = subjectOf(input, programme);
  const member: Member | undefined =
    memberId === null ? undefined : await reader.read(memberDecider, memberStream(teamId, memberId));
  const addOn: AddOn | undefined =
    product === null ? undefined : await reader.read(addOnDecider, addOnStream(teamId, product));
  return { policies: reader.policies, member, addOn };
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
      bounded: true,
      input,
      facts: (reader, programme) => programmeFacts(reader, input, programme),
      reserve: (events, reader) => reserveConsultant(this.commands, envelope, bookedBy(events), reader),
    });
  }
}
