import {
  agentDecider,
  consultantDecider,
  type ConsultantFacts,
  programmeDecider,
  quarterDecider,
  type Reservation,
} from '@ledgerdesk/domain';
import { quarterOf } from '@ledgerdesk/business-time';
import { agentStream, consultantStream, programmeStream, quarterStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ConsultantCommandMessage } from '../command-messages.js';
import { CommandExecutor } from '../command-executor.js';
import type { FactReader } from '../fact-reader.js';

/** Whether what the time was reserved for stands in its own stream: agreed on, and not cancelled since. */
const isAgreed = async (
  { occasion, teamId, appointmentId, startsAt }: Reservation,
  facts: FactReader,
): Promise<boolean> => {
  if (occasion === 'consultation') {
    const { consultations } = await facts.read(programmeDecider, programmeStream(teamId));
    return consultations.some(
      ({ consultationId, status }) => consultationId === appointmentId && status !== 'cancelled',
    );
  }
  const { session } = await facts.read(quarterDecider, quarterStream(teamId, quarterOf(startsAt)));
  return session?.sessionId === appointmentId && session.status !== 'cancelled';
};

@CommandHandler(ConsultantCommandMessage)
export class ConsultantHandler implements ICommandHandler<ConsultantCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, consultantId, input }: ConsultantCommandMessage) {
    return this.executor.execute(envelope, {
      stream: consultantStream(consultantId),
      decider: consultantDecider,
      counts: [],
      decide: async ({ reservations }, at, facts) => {
        const reserved = reservations.find(({ appointmentId }) => appointmentId === input.appointmentId);
        return consultantDecider.decide(
          { ...input, at },
          { reservations },
          await this.factsFor(input, reserved, facts),
        );
      },
    });
  }

  private async factsFor(
    { type, consultantId }: ConsultantCommandMessage['input'],
    reserved: Reservation | undefined,
    facts: FactReader,
  ): Promise<ConsultantFacts> {
    if (type === 'ReserveConsultant')
      return { isAgent: (await facts.read(agentDecider, agentStream(consultantId))) !== undefined, isAgreed: false };
    return { isAgent: true, isAgreed: reserved !== undefined && (await isAgreed(reserved, facts)) };
  }
}
