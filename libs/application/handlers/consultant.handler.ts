import { quarterOf } from '@ledgerdesk/business-time';
import {
  agentDecider,
  type Consultant,
  consultantDecider,
  type ConsultantFacts,
  programmeDecider,
  quarterDecider,
  type Reservation,
} from '@ledgerdesk/domain';
import { agentStream, consultantStream, programmeStream, quarterStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { ConsultantCommandMessage } from '../command-messages.js';
import type { FactReader } from '../fact-reader.js';

/** Returns true if the appointment of a reservation is recorded in its own stream and has not been cancelled. */
const isAgreed = async (
  reader: FactReader,
  { occasion, teamId, appointmentId, startsAt }: Reservation,
): Promise<boolean> => {
  if (occasion === 'consultation') {
    const { consultations } = await reader.read(programmeDecider, programmeStream(teamId));
    return consultations.some(
      ({ consultationId, status }) => consultationId === appointmentId && status !== 'cancelled',
    );
  }
  const { session } = await reader.read(quarterDecider, quarterStream(teamId, quarterOf(startsAt)));
  return session?.sessionId === appointmentId && session.status !== 'cancelled';
};

const consultantFacts = async (
  reader: FactReader,
  input: ConsultantCommandMessage['input'],
  { reservations }: Consultant,
): Promise<ConsultantFacts> => {
  if (input.type === 'EraseConsultant') return { isAgent: true, isAgreed: false };
  if (input.type === 'ReserveConsultant') {
    const agent = await reader.read(agentDecider, agentStream(input.consultantId));
    return { isAgent: agent !== undefined && !agent.retired, isAgreed: false };
  }
  const reservation = reservations.find((one) => one.appointmentId === input.appointmentId);
  return { isAgent: true, isAgreed: reservation !== undefined && (await isAgreed(reader, reservation)) };
};

/** Executes commands on a consultant's calendar. */
@CommandHandler(ConsultantCommandMessage)
export class ConsultantHandler implements ICommandHandler<ConsultantCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, consultantId, input }: ConsultantCommandMessage) {
    return this.executor.execute(envelope, {
      stream: consultantStream(consultantId),
      decider: consultantDecider,
      input,
      needsNoTexts: input.type === 'EraseConsultant',
      facts: (reader, consultant) => consultantFacts(reader, input, consultant),
    });
  }
}
