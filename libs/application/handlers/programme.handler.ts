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
import { reserve, type Wanted } from '../appointments.js';
import { ToProgramme } from '../commands.js';
import { CommandExecutor } from '../executor.js';
import type { FactReader } from '../facts.js';
import type { RuleBook } from '../rules/rule-book.js';
import { RULES } from '../tokens.js';

const isBooked = (event: ProgrammeEvent): event is ConsultationBooked => event.type === 'ConsultationBooked';

const wantedBy = ({ consultationId, teamId, consultantId, startsAt, endsAt }: ConsultationBooked['data']): Wanted => ({
  occasion: 'consultation',
  appointmentId: consultationId,
  teamId,
  consultantId,
  startsAt,
  endsAt,
});

@CommandHandler(ToProgramme)
export class ProgrammeHandler implements ICommandHandler<ToProgramme> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly commands: CommandBus,
    @Inject(RULES) private readonly rules: RuleBook,
  ) {}

  /** A consultant's time is reserved last, when nothing else stands in the way. */
  execute({ envelope, input }: ToProgramme) {
    return this.executor.execute(envelope, {
      stream: programmeStream(input.teamId),
      fold: programmeDecider,
      counts: input.type === 'BookConsultation' ? ['taxonomy'] : [],
      decide: async (programme, at, facts) => {
        const decision = programmeDecider.decide({ ...input, at }, programme, await this.factsFor(input, at, facts));
        const booked = isRefusal(decision) ? undefined : decision.find(isBooked);
        return (booked && (await reserve(this.commands, envelope, wantedBy(booked.data), at, facts))) ?? decision;
      },
    });
  }

  private async factsFor(input: ToProgramme['input'], at: Instant, facts: FactReader): Promise<ProgrammeFacts> {
    const rules = this.rules.at(at);
    if (input.type !== 'BookConsultation') return { rules };
    const { teamId, memberId, product } = input;
    return {
      rules,
      member: await facts.read(memberDecider, memberStream(teamId, memberId)),
      addOn: await facts.read(addOnDecider, addOnStream(teamId, product)),
    };
  }
}
