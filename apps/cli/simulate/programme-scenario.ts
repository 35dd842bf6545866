import { quarterOf } from '@ledgerdesk/business-time';
import { derivedId, type CommandInput, ProgrammeCommandMessage, QuarterCommandMessage } from '@ledgerdesk/application';
import type { ProgrammeCommand, QuarterCommand } from '@ledgerdesk/domain';
import { programmeStream, quarterStream } from '@ledgerdesk/events';
import { instantOf } from '@ledgerdesk/kernel';
import { agentActor, DAY, HOUR, memberActor, SALES, type ScenarioContext } from './scenario-context.js';

/** A quarter in days, near enough to plan by. */
const QUARTER = 91;

/** What comes with an add-on besides answers: a consultation, a root-cause session and a digest each quarter. */
export class ProgrammeScenario {
  constructor(
    private readonly teller: ScenarioContext,
    private readonly memberId: string,
    private readonly consultantId: string,
  ) {}

  /** Plans the programme of `days` from `from` on. */
  begin(products: readonly string[], from: number, days: number): void {
    const { chance } = this.teller;
    for (const product of products)
      if (chance.happens(0.8)) this.at(from + (5 + chance.share() * 20) * DAY, (at) => this.consult(product, at, 0));
    for (let day = 10; day < days; day += QUARTER) {
      this.at(from + (day + chance.share() * 50) * DAY, (at) => this.count(at));
      if (chance.happens(0.7)) this.at(from + (day + chance.share() * 60) * DAY, (at) => this.meet(at));
    }
  }

  /** C6: an hour for a Champion alone. */
  beginForChampion(from: number): void {
    this.at(from + (30 + this.teller.chance.share() * 20) * DAY, (at) => this.consult('dropbox', at, 0));
  }

  private at(when: number, act: (when: number) => Promise<void>): void {
    this.teller.agenda.put(when, () => act(when));
  }

  private async consult(product: string, at: number, time: number): Promise<void> {
    const {
      teller: { teamId, chance },
      memberId,
      consultantId,
    } = this;
    const consultationId = derivedId('simulated-consultation', teamId, memberId, product, String(time));
    const startsAt = at + 3 * DAY;
    const booked = await this.toProgramme(at, {
      type: 'BookConsultation',
      teamId,
      consultationId,
      product,
      memberId,
      consultantId,
      startsAt: instantOf(startsAt),
    });
    if (!booked) return;
    if (time === 0 && chance.happens(0.15)) {
      this.at(
        at + DAY,
        async (when) => void (await this.toProgramme(when, { type: 'CancelConsultation', teamId, consultationId })),
      );
      this.at(at + 2 * DAY, (when) => this.consult(product, when, 1));
    } else
      this.at(
        startsAt + HOUR,
        async (when) => void (await this.toProgramme(when, { type: 'HoldConsultation', teamId, consultationId })),
      );
  }

  private async meet(at: number): Promise<void> {
    const {
      teller: { teamId, chance },
      memberId,
      consultantId,
    } = this;
    const startsAt = at + 2 * DAY;
    const quarter = quarterOf(instantOf(startsAt));
    const sessionId = derivedId('simulated-session', teamId, quarter);
    const scheduled = await this.toQuarter(at, {
      type: 'ScheduleRootCauseSession',
      teamId,
      quarter,
      sessionId,
      memberId,
      consultantId,
      startsAt: instantOf(startsAt),
    });
    if (!scheduled) return;
    if (chance.happens(0.15))
      this.at(
        at + DAY,
        async (when) => void (await this.toQuarter(when, { type: 'CancelRootCauseSession', teamId, quarter })),
      );
    else
      this.at(
        startsAt + HOUR,
        async (when) => void (await this.toQuarter(when, { type: 'HoldRootCauseSession', teamId, quarter })),
      );
  }

  private async count(at: number): Promise<void> {
    const {
      teller: { teamId, chance, desk },
    } = this;
    const quarter = quarterOf(instantOf(at));
    for (const { id } of desk.parts.policies.at(instantOf(at)).features.features) {
      if (chance.happens(0.6))
        await this.toQuarter(at, {
          type: 'RecordFeatureUsage',
          teamId,
          quarter,
          feature: id,
          count: chance.whole(0, 40),
        });
    }
  }

  private toProgramme(at: number, input: CommandInput<ProgrammeCommand>) {
    const { desk, teamId } = this.teller;
    const actor =
      input.type === 'HoldConsultation' ? agentActor(this.consultantId) : memberActor(teamId, this.memberId);
    return desk.send(programmeStream(teamId), new ProgrammeCommandMessage(desk.envelope(actor, at), input));
  }

  private toQuarter(at: number, input: CommandInput<QuarterCommand>) {
    const { desk, teamId } = this.teller;
    return desk.send(
      quarterStream(teamId, input.quarter),
      new QuarterCommandMessage(
        desk.envelope(input.type === 'RecordFeatureUsage' ? SALES : memberActor(teamId, this.memberId), at),
        input,
      ),
    );
  }
}
