import { quarterOf } from '@ledgerdesk/business-time';
import { derivedId, type CommandInput, ProgrammeCommandMessage, QuarterCommandMessage } from '@ledgerdesk/application';
import {
  inputFrom,
  PROGRAMME_SAMPLES,
  type ProgrammeCommand,
  QUARTER_SAMPLES,
  type QuarterCommand,
} from '@ledgerdesk/domain';
import { programmeStream, quarterStream } from '@ledgerdesk/events';
import { DAY, HOUR, instantOf } from '@ledgerdesk/kernel';
import { agentActor, memberActor, SALES, type ScenarioContext } from './scenario-context.js';

const programmeInput = inputFrom(PROGRAMME_SAMPLES);
const quarterInput = inputFrom(QUARTER_SAMPLES);
/** Approximate length of a quarter. */
const QUARTER_DAYS = 91;

/** Simulates the programme of an add-on: consultations, root-cause sessions and feature usage for the digests. */
export class ProgrammeScenario {
  constructor(
    private readonly context: ScenarioContext,
    private readonly memberId: string,
    private readonly consultantId: string,
  ) {}

  /** Schedules the programme for `days` days from `from`. */
  schedule(products: readonly string[], from: number, days: number): void {
    const { random } = this.context;
    for (const product of products)
      if (random.chance(0.8))
        this.context.queue.schedule(from + (5 + random.fraction() * 20) * DAY, (at) =>
          this.bookConsultation(product, at, 0),
        );
    for (let day = 10; day < days; day += QUARTER_DAYS) {
      this.context.queue.schedule(from + (day + random.fraction() * 50) * DAY, (at) => this.recordUsage(at));
      if (random.chance(0.7))
        this.context.queue.schedule(from + (day + random.fraction() * 60) * DAY, (at) => this.scheduleSession(at));
    }
  }

  /** C6: schedules the consultation of a Champion. */
  scheduleForChampion(from: number): void {
    this.context.queue.schedule(from + (30 + this.context.random.fraction() * 20) * DAY, (at) =>
      this.bookConsultation('dropbox', at, 0),
    );
  }

  private async bookConsultation(product: string, at: number, attempt: number): Promise<void> {
    const {
      context: { teamId, random },
      memberId,
      consultantId,
    } = this;
    const consultationId = derivedId('simulated-consultation', teamId, memberId, product, String(attempt));
    const startsAt = at + 3 * DAY;
    const consultation = { teamId, consultationId };
    const slot = { consultantId, startsAt: instantOf(startsAt) };
    const booked = await this.sendToProgramme(
      at,
      programmeInput('BookConsultation', { ...consultation, product, memberId, ...slot }),
    );
    if (!booked) return;
    if (attempt === 0 && random.chance(0.15)) {
      this.context.queue.schedule(
        at + DAY,
        async (later) => void (await this.sendToProgramme(later, programmeInput('CancelConsultation', consultation))),
      );
      this.context.queue.schedule(at + 2 * DAY, (later) => this.bookConsultation(product, later, 1));
    } else if (attempt === 0 && random.chance(0.15)) this.moveConsultation(consultationId, at + DAY);
    else this.holdConsultation(consultationId, startsAt);
  }

  private moveConsultation(consultationId: string, at: number): void {
    const { teamId, queue } = this.context;
    const newConsultationId = derivedId('simulated-move', consultationId);
    const startsAt = at + 4 * DAY;
    const slot = { consultantId: this.consultantId, startsAt: instantOf(startsAt) };
    const move = { teamId, consultationId, newConsultationId, memberId: this.memberId, ...slot };
    queue.schedule(at, async () => {
      const moved = await this.sendToProgramme(at, programmeInput('MoveConsultation', move));
      this.holdConsultation(moved ? newConsultationId : consultationId, startsAt);
    });
  }

  private holdConsultation(consultationId: string, startsAt: number): void {
    const hold = programmeInput('HoldConsultation', { teamId: this.context.teamId, consultationId });
    this.context.queue.schedule(startsAt + HOUR, async (later) => void (await this.sendToProgramme(later, hold)));
  }

  private async scheduleSession(at: number): Promise<void> {
    const {
      context: { teamId, random },
      memberId,
      consultantId,
    } = this;
    const startsAt = at + 2 * DAY;
    const quarter = quarterOf(instantOf(startsAt));
    const sessionId = derivedId('simulated-session', teamId, quarter);
    const slot = { consultantId, startsAt: instantOf(startsAt) };
    const scheduled = await this.sendToQuarter(
      at,
      quarterInput('ScheduleRootCauseSession', { teamId, quarter, sessionId, memberId, ...slot }),
    );
    if (!scheduled) return;
    if (random.chance(0.15))
      this.context.queue.schedule(
        at + DAY,
        async (later) =>
          void (await this.sendToQuarter(later, quarterInput('CancelRootCauseSession', { teamId, quarter }))),
      );
    else if (random.chance(0.3)) this.moveSession(quarter, at + HOUR);
    else this.holdSession(quarter, startsAt);
  }

  private moveSession(quarter: string, at: number): void {
    const { teamId, queue } = this.context;
    const sessionId = derivedId('simulated-session-move', teamId, quarter);
    const startsAt = at + 2 * DAY;
    const slot = { consultantId: this.consultantId, startsAt: instantOf(startsAt) };
    const move = { teamId, quarter, sessionId, memberId: this.memberId, ...slot };
    queue.schedule(at, async () => {
      await this.sendToQuarter(at, quarterInput('MoveRootCauseSession', move));
      this.holdSession(quarter, startsAt);
    });
  }

  private holdSession(quarter: string, startsAt: number): void {
    const hold = quarterInput('HoldRootCauseSession', { teamId: this.context.teamId, quarter });
    this.context.queue.schedule(startsAt + HOUR, async (later) => void (await this.sendToQuarter(later, hold)));
  }

  private async recordUsage(at: number): Promise<void> {
    const {
      context: { teamId, random, team },
    } = this;
    const quarter = quarterOf(instantOf(at));
    for (const { id } of team.services.policies.at(instantOf(at)).features.features) {
      if (random.chance(0.6))
        await this.sendToQuarter(
          at,
          quarterInput('RecordFeatureUsage', { teamId, quarter, feature: id, count: random.integer(0, 40) }),
        );
    }
  }

  private sendToProgramme(at: number, input: CommandInput<ProgrammeCommand>) {
    const { team, teamId } = this.context;
    const actor =
      input.type === 'HoldConsultation' ? agentActor(this.consultantId) : memberActor(teamId, this.memberId);
    return team.send(programmeStream(teamId), new ProgrammeCommandMessage(team.envelope(actor, at), input));
  }

  private sendToQuarter(at: number, input: CommandInput<QuarterCommand>) {
    const { team, teamId } = this.context;
    return team.send(
      quarterStream(teamId, input.quarter),
      new QuarterCommandMessage(
        team.envelope(input.type === 'RecordFeatureUsage' ? SALES : memberActor(teamId, this.memberId), at),
        input,
      ),
    );
  }
}
