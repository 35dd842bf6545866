import { DAY, HOUR } from '@ledgerdesk/kernel';
import { type CommandInput, TeamCommandMessage } from '@ledgerdesk/application';
import { inputFrom, TEAM_SAMPLES, type TeamCommand } from '@ledgerdesk/domain';
import { teamStream } from '@ledgerdesk/events';
import { AddOnScenario, type Buyer } from './add-on-scenario.js';
import { BillingScenario } from './billing-scenario.js';
import { EventQueue } from './event-queue.js';
import { SimulatedAgents } from './simulated-agents.js';
import { Random, deriveSeed } from './random.js';
import { MemberScenario } from './member-scenario.js';
import { ProgrammeScenario } from './programme-scenario.js';
import { type SimulationServices, SimulatedTeam } from './simulated-team.js';
import { OPERATOR, type Period, type ScenarioContext } from './scenario-context.js';
import { LOCATIONS, type Location } from './locations.js';

const teamInput = inputFrom(TEAM_SAMPLES);

/** Simulates one team: registration, add-ons, members, programme, and changes of billing, products and manager. */
export class TeamScenario implements ScenarioContext {
  readonly teamId: string;
  readonly random: Random;
  readonly queue = new EventQueue();
  readonly team: SimulatedTeam;
  products: readonly [string, ...string[]];
  private readonly location: Location;
  private readonly agents: SimulatedAgents;
  readonly holdRandom: Random;
  /** Apart, so that these changes leave the rest of a simulation as it is. */
  private readonly billingRandom: Random;

  constructor(
    n: number,
    private readonly period: Period,
    services: SimulationServices,
  ) {
    this.teamId = `team-${n + 1}`;
    this.random = new Random(deriveSeed(services.seed, n));
    this.billingRandom = new Random(deriveSeed(deriveSeed(services.seed, n), 0));
    this.holdRandom = new Random(deriveSeed(deriveSeed(services.seed, n), 1));
    this.team = new SimulatedTeam(this.teamId, services);
    this.location = this.random.pick<Location>(LOCATIONS);
    this.products = this.random.chance(0.4) ? ['dropbox', 'dash'] : ['dropbox'];
    this.agents = new SimulatedAgents(this);
  }

  /** Runs the simulation of the whole period. */
  async run(): Promise<void> {
    const end = this.period.from + this.period.days * DAY;
    await this.start();
    for (let event = this.queue.next(); event && event.at < end; event = this.queue.next()) {
      await this.team.fireBefore(event.at);
      await event.action(event.at);
    }
    await this.team.fireBefore(end);
  }

  private async start(): Promise<void> {
    const { from, days } = this.period;
    const selfServe = this.random.chance(0.5);
    await this.register(selfServe);
    await this.agents.register(['dropbox', 'dash'], from);
    for (let n = this.random.integer(1, 6); n > 0; n--)
      await new MemberScenario(this, this.agents, this.location, n).join(this.period);
    const buyer = selfServe ? { memberId: 'member-1' } : 'sales';
    for (const product of this.products)
      if (this.random.chance(0.75))
        this.scheduleAddOn(product, buyer, this.random.chance(0.6) ? from + HOUR : this.randomInstant());
    this.scheduleTeamChanges(selfServe, buyer);
    new BillingScenario(this, buyer, this.billingRandom).schedule(this.period);
    new ProgrammeScenario(this, 'member-1', this.agents.agentFor('en')).schedule(this.products, from, days);
  }

  /** Some teams are registered with mistakes, which are corrected before they buy anything. */
  private async register(selfServe: boolean): Promise<void> {
    const {
      teamId,
      products,
      random,
      period: { from },
      location: { country, timeZone, currency },
    } = this;
    const day = random.pick([1, 1, 15, 28, 29, 30, 31]);
    const periodStart = `2024-01-${String(day).padStart(2, '0')}`;
    const billing = {
      currency,
      interval: random.chance(0.3) ? ('year' as const) : ('month' as const),
      periodStart,
      seats: random.integer(5, 200),
    };
    const mistakes = random.chance(0.15)
      ? {
          timeZone: 'Etc/GMT',
          selfServe: !selfServe,
          billing: {
            ...billing,
            seats: 1,
            interval: billing.interval === 'year' ? ('month' as const) : ('year' as const),
          },
        }
      : {};
    const registration = teamInput('RegisterTeam', {
      teamId,
      name: `Team ${teamId}`,
      country,
      timeZone,
      products,
      selfServe,
      accountManager: selfServe ? null : 'sam',
      billing,
      ...mistakes,
    });
    await this.send(from, registration);
    const { seats, interval } = billing;
    const correction = { name: `The team ${teamId}`, timeZone, selfServe, seats, interval };
    await this.send(from, { type: 'ChangeTeam', teamId, ...correction });
  }

  private scheduleAddOn(product: string, buyer: Buyer, at: number): void {
    const { from, days } = this.period;
    this.queue.schedule(at, () => new AddOnScenario(this, product, buyer).start(at, days - (at - from) / DAY));
  }

  /** Some teams start to use Dash; some get an account manager and can no longer buy without sales (P4). */
  private scheduleTeamChanges(selfServe: boolean, buyer: Buyer): void {
    const { random, queue, teamId } = this;
    const [dashAt, managerAt] = [this.randomInstant(), this.randomInstant()];
    if (this.products.length === 1 && random.chance(0.15)) queue.schedule(dashAt, () => this.startDash(buyer, dashAt));
    if (selfServe && random.chance(0.1))
      queue.schedule(
        managerAt,
        async () => void (await this.send(managerAt, teamInput('AssignAccountManager', { teamId }))),
      );
  }

  private async startDash(buyer: Buyer, at: number): Promise<void> {
    this.products = ['dropbox', 'dash'];
    await this.send(at, teamInput('ChangeTeamProducts', { teamId: this.teamId, products: this.products }));
    if (this.random.chance(0.5)) this.scheduleAddOn('dash', buyer, at + DAY);
  }

  private randomInstant(): number {
    return this.period.from + this.random.fraction() * this.period.days * DAY;
  }

  private send(at: number, input: CommandInput<TeamCommand>) {
    return this.team.send(
      teamStream(this.teamId),
      new TeamCommandMessage(this.team.envelope(OPERATOR, at), this.teamId, input),
    );
  }
}
