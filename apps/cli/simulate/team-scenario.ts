import { type CommandInput, TeamCommandMessage } from '@ledgerdesk/application';
import type { TeamCommand } from '@ledgerdesk/domain';
import { teamStream } from '@ledgerdesk/events';
import { AddOnScenario, type Buyer } from './add-on-scenario.js';
import { Agenda } from './agenda.js';
import { SimulatedAgents } from './simulated-agents.js';
import { Chance, seedOf } from './chance.js';
import { MemberScenario } from './member-scenario.js';
import { ProgrammeScenario } from './programme-scenario.js';
import { type ScenarioParts, TeamDesk } from './team-desk.js';
import { DAY, HOUR, OPERATOR, type Span, type ScenarioContext } from './scenario-context.js';
import { PLACES, type Place } from './words.js';

/** One team's life: it registers, buys, has members who ask, meets consultants, and changes what it uses and who sells to it. */
export class TeamScenario implements ScenarioContext {
  readonly teamId: string;
  readonly chance: Chance;
  readonly agenda = new Agenda();
  readonly desk: TeamDesk;
  products: readonly [string, ...string[]];
  private readonly place: Place;
  private readonly pod: SimulatedAgents;

  constructor(
    n: number,
    private readonly span: Span,
    parts: ScenarioParts,
  ) {
    this.teamId = `team-${n + 1}`;
    this.chance = new Chance(seedOf(parts.seed, n));
    this.desk = new TeamDesk(this.teamId, parts);
    this.place = this.chance.oneOf<Place>(PLACES);
    this.products = this.chance.happens(0.4) ? ['dropbox', 'dash'] : ['dropbox'];
    this.pod = new SimulatedAgents(this);
  }

  /** Tells the story from beginning to end. */
  async tell(): Promise<void> {
    const end = this.span.from + this.span.days * DAY;
    await this.begin();
    for (let entry = this.agenda.next(); entry && entry.at < end; entry = this.agenda.next()) {
      await this.desk.fireBefore(entry.at);
      await entry.act();
    }
    await this.desk.fireBefore(end);
  }

  private async begin(): Promise<void> {
    const { from, days } = this.span;
    const selfServe = this.chance.happens(0.5);
    await this.register(selfServe);
    await this.pod.register(['dropbox', 'dash'], from);
    for (let n = this.chance.whole(1, 6); n > 0; n--)
      await new MemberScenario(this, this.pod, this.place, n).join(this.span);
    const buyer = selfServe ? { memberId: 'member-1' } : 'sales';
    for (const product of this.products)
      if (this.chance.happens(0.75))
        this.planAddOn(product, buyer, this.chance.happens(0.6) ? from + HOUR : this.sometime());
    this.planTurns(selfServe, buyer);
    new ProgrammeScenario(this, 'member-1', this.pod.agentFor('en')).begin(this.products, from, days);
  }

  private async register(selfServe: boolean): Promise<void> {
    const {
      teamId,
      products,
      chance,
      span: { from },
      place: { country, timeZone, currency },
    } = this;
    const day = chance.oneOf([1, 1, 15, 28, 29, 30, 31]);
    const periodStart = `2024-01-${String(day).padStart(2, '0')}`;
    const billing = {
      currency,
      interval: chance.happens(0.3) ? ('year' as const) : ('month' as const),
      periodStart,
      seats: chance.whole(5, 200),
    };
    await this.send(from, {
      type: 'RegisterTeam',
      teamId,
      name: `Team ${teamId}`,
      country,
      timeZone,
      products,
      selfServe,
      accountManager: selfServe ? null : 'sam',
      billing,
    });
  }

  private planAddOn(product: string, buyer: Buyer, at: number): void {
    const { from, days } = this.span;
    this.agenda.put(at, () => new AddOnScenario(this, product, buyer).begin(at, days - (at - from) / DAY));
  }

  /** Some begin to use Dash; some are given an account manager, and buy by themselves no more (P4). */
  private planTurns(selfServe: boolean, buyer: Buyer): void {
    const { chance, agenda, teamId } = this;
    const [dashAt, managerAt] = [this.sometime(), this.sometime()];
    if (this.products.length === 1 && chance.happens(0.15)) agenda.put(dashAt, () => this.beginDash(buyer, dashAt));
    if (selfServe && chance.happens(0.1))
      agenda.put(
        managerAt,
        async () => void (await this.send(managerAt, { type: 'AssignAccountManager', teamId, accountManager: 'sam' })),
      );
  }

  private async beginDash(buyer: Buyer, at: number): Promise<void> {
    this.products = ['dropbox', 'dash'];
    await this.send(at, { type: 'ChangeTeamProducts', teamId: this.teamId, products: this.products });
    if (this.chance.happens(0.5)) this.planAddOn('dash', buyer, at + DAY);
  }

  private sometime(): number {
    return this.span.from + this.chance.share() * this.span.days * DAY;
  }

  private send(at: number, input: CommandInput<TeamCommand>) {
    return this.desk.send(
      teamStream(this.teamId),
      new TeamCommandMessage(this.desk.envelope(OPERATOR, at), this.teamId, input),
    );
  }
}
