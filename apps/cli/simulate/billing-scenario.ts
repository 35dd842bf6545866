import { AddOnCommandMessage, type CommandInput, derivedId, TeamCommandMessage } from '@ledgerdesk/application';
import { ADD_ON_SAMPLES, inputFrom, TEAM_SAMPLES, type ChangeTeam, type TeamCommand } from '@ledgerdesk/domain';
import { addOnStream, teamStream } from '@ledgerdesk/events';
import { DAY, instantOf, isRefusal } from '@ledgerdesk/kernel';
import type { Buyer } from './add-on-scenario.js';
import type { Random } from './random.js';
import { memberActor, OPERATOR, type Period, SALES, type ScenarioContext } from './scenario-context.js';

const teamInput = inputFrom(TEAM_SAMPLES);
const addOnInput = inputFrom(ADD_ON_SAMPLES);
const ZONES = ['Asia/Tokyo', 'America/Los_Angeles', 'Europe/Berlin', 'Pacific/Apia'] as const;

/** Simulates changes of what a team is billed by: seats, with and without an add-on, interval and time zone. */
export class BillingScenario {
  private quotes = 0;
  private readonly memberId: string | null;

  constructor(
    private readonly context: ScenarioContext,
    private readonly buyer: Buyer,
    private readonly random: Random,
  ) {
    this.memberId = buyer === 'sales' ? null : buyer.memberId;
  }

  /** Schedules the changes of the whole period. */
  schedule({ from, days }: Period): void {
    const {
      random,
      context: { queue },
    } = this;
    const randomly = (probability: number, change: (at: number) => Promise<void>): void => {
      const at = from + random.fraction() * days * DAY;
      if (random.chance(probability)) queue.schedule(at, () => change(at));
    };
    for (let n = 0; n < 4; n++) randomly(0.4, (at) => this.changeSeats(at, random.integer(5, 200)));
    randomly(0.2, (at) => this.changeTeam(at, { interval: random.chance(0.5) ? 'month' : 'year' }));
    randomly(0.1, (at) => this.changeTeam(at, { timeZone: random.pick(ZONES) }));
    randomly(0.1, (at) => this.changeTeam(at, { selfServe: random.chance(0.5) }));
  }

  /** A third of the reductions are withdrawn within a week. Without an add-on, operators change the seats. */
  private async changeSeats(at: number, seats: number): Promise<void> {
    const {
      random,
      context: { queue, teamId, team },
    } = this;
    const id = derivedId('simulated-seats', teamId, String(this.quotes++));
    const quote = await team.services.seatQuotes.quote(teamId, this.buyer, { id, seats, at: instantOf(at) });
    if (isRefusal(quote)) return this.changeTeam(at, { seats });
    await this.send(at, teamInput('ChangeSeats', { quote, memberId: this.memberId }));
    const later = at + random.fraction() * 7 * DAY;
    if (random.chance(0.33))
      queue.schedule(later, () => this.send(later, teamInput('KeepSeats', { memberId: this.memberId })));
  }

  private changeTeam(at: number, change: Omit<CommandInput<ChangeTeam>, 'type' | 'teamId'>): Promise<void> {
    return this.sendAs(OPERATOR, at, { type: 'ChangeTeam', teamId: this.context.teamId, ...change });
  }

  private send(at: number, input: CommandInput<TeamCommand>): Promise<void> {
    const { teamId } = this.context;
    return this.sendAs(this.memberId === null ? SALES : memberActor(teamId, this.memberId), at, input);
  }

  /** Sends a command to the team, and to each add-on what the engine sends after a change of seats. */
  private async sendAs(
    actor: Parameters<ScenarioContext['team']['envelope']>[0],
    at: number,
    input: CommandInput<TeamCommand>,
  ): Promise<void> {
    const { team, teamId, products } = this.context;
    await team.send(teamStream(teamId), new TeamCommandMessage(team.envelope(actor, at), teamId, input));
    if (input.type !== 'ChangeSeats') return;
    for (const product of products) {
      const envelope = team.envelope({ kind: 'engine', id: 'simulate' }, at);
      const charge = new AddOnCommandMessage(envelope, teamId, product, 'engine', addOnInput('ChargeSeats'));
      await team.send(addOnStream(teamId, product), charge);
    }
  }
}
