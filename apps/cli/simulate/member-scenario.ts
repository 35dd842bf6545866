import { derivedId, type CommandInput, MemberCommandMessage } from '@ledgerdesk/application';
import type { MemberCommand } from '@ledgerdesk/domain';
import { type AdminRole, memberStream } from '@ledgerdesk/events';
import { instantOf } from '@ledgerdesk/kernel';
import type { SimulatedAgents } from './simulated-agents.js';
import { CallbackScenario } from './callback-scenario.js';
import { ChatScenario } from './chat-scenario.js';
import { ProgrammeScenario } from './programme-scenario.js';
import { type Asker, DAY, HOUR, memberActor, OPERATOR, type Span, type ScenarioContext } from './scenario-context.js';
import { TicketScenario } from './ticket-scenario.js';
import type { Place } from './words.js';

const ROLES: readonly [AdminRole, ...AdminRole[]] = [
  'team_admin',
  'support_admin',
  'billing_admin',
  'security_admin',
  'content_admin',
];
/** How busy each day of the week is, Sunday first. */
const RHYTHM = [0.15, 1.2, 1.1, 1, 1, 0.9, 0.25] as const;
const NO_FILTER = {
  status: null,
  product: null,
  issueType: null,
  openedFrom: null,
  openedTo: null,
  sort: null,
  order: null,
} as const;

/** One member's life in a team: asks, chats, calls, keeps a view, is a Champion for a while or is given other roles, and sometimes leaves. */
export class MemberScenario {
  private readonly asker: Asker;
  private tickets = 0;

  /** The first member is the admin who stays. */
  constructor(
    private readonly teller: ScenarioContext,
    private readonly pod: SimulatedAgents,
    private readonly place: Place,
    private readonly n: number,
  ) {
    this.asker = { memberId: `member-${n}`, language: teller.chance.happens(0.85) ? place.language : 'en' };
  }

  async join({ from, days }: Span): Promise<void> {
    const {
      teller: { teamId, chance },
      asker: { memberId, language },
      n,
    } = this;
    const roles = n === 1 ? ['team_admin' as const] : chance.happens(0.3) ? [chance.oneOf(ROLES)] : [];
    await this.send(from, {
      type: 'AddMember',
      teamId,
      memberId,
      name: `Member ${n}`,
      email: `${memberId}@${teamId}.example`,
      language,
      roles,
    });
    if (chance.happens(0.04)) await this.beChampion({ from, days });
    if (n > 1) this.planChanges({ from, days });
    if (roles.length > 0) this.planView({ from, days });
    for (let day = 0; day < days; day++) this.planDay(from + day * DAY, roles.length > 0);
  }

  private async beChampion(span: Span): Promise<void> {
    const {
      teller: { teamId, chance },
      asker: { memberId },
      pod,
    } = this;
    await this.send(span.from, {
      type: 'NameChampion',
      teamId,
      memberId,
      level: chance.happens(0.5) ? 'epic' : 'grand',
    });
    if (chance.happens(0.7))
      new ProgrammeScenario(this.teller, memberId, pod.agentFor('ja')).beginForChampion(span.from);
    this.sometime(span, 0.3, { type: 'WithdrawChampion', teamId, memberId });
  }

  /** Some are given a role or lose it, some leave. */
  private planChanges(span: Span): void {
    const {
      teller: { teamId, chance },
      asker: { memberId },
    } = this;
    this.sometime(span, 0.08, {
      type: 'AssignAdminRoles',
      teamId,
      memberId,
      roles: chance.happens(0.5) ? [chance.oneOf(ROLES)] : [],
    });
    this.sometime(span, 0.06, { type: 'DeactivateMember', teamId, memberId });
  }

  /** Some keep a view of what is due, and few tidy up later. */
  private planView(span: Span): void {
    const {
      teller: { teamId },
      asker: { memberId },
    } = this;
    const view = { teamId, memberId, viewId: derivedId('simulated-view', teamId, memberId) };
    this.sometime(span, 0.3, {
      type: 'SaveTicketView',
      ...view,
      name: 'What is due',
      q: null,
      filter: { ...NO_FILTER, status: 'open', sort: 'dueAt', order: 'asc' },
    });
    this.sometime(span, 0.2, { type: 'RemoveTicketView', ...view });
  }

  private sometime({ from, days }: Span, share: number, input: CommandInput<MemberCommand>): void {
    const { chance, agenda } = this.teller;
    const at = from + chance.share() * days * DAY;
    if (chance.happens(share)) agenda.put(at, async () => void (await this.send(at, input)));
  }

  /** Seldom a ticket, more seldom a chat or a call, mostly in working hours of the team's zone. */
  private planDay(day: number, admin: boolean): void {
    const { teller, asker, pod } = this;
    const busy = RHYTHM[new Date(day).getUTCDay()] ?? 1;
    if (teller.chance.happens(0.06 * busy)) {
      const story = new TicketScenario(
        teller,
        asker,
        derivedId('simulated-ticket', teller.teamId, asker.memberId, String(this.tickets++)),
      );
      this.planAt(day, (at) => story.open(at));
    }
    if (admin && teller.chance.happens(0.01 * busy))
      this.planAt(day, (at) => new CallbackScenario(teller, asker, pod, at).request(at));
    if (admin && teller.chance.happens(0.01 * busy))
      this.planAt(day, (at) => new ChatScenario(teller, asker, pod, at).start(at));
  }

  private planAt(day: number, act: (at: number) => Promise<void>): void {
    const {
      chance,
      agenda,
      desk: { parts },
    } = this.teller;
    const hour = chance.happens(0.85) ? 8.5 + chance.share() * 9.5 : chance.share() * 24;
    const at = parts.policies.at(instantOf(day)).zones.toInstant(this.place.timeZone, day + Math.round(hour * HOUR));
    agenda.put(at, () => act(at));
  }

  private send(at: number, input: CommandInput<MemberCommand>) {
    const { desk, teamId } = this.teller;
    const { memberId } = this.asker;
    const actor =
      input.type === 'SaveTicketView' || input.type === 'RemoveTicketView' ? memberActor(teamId, memberId) : OPERATOR;
    return desk.send(
      memberStream(teamId, memberId),
      new MemberCommandMessage(desk.envelope(actor, at), teamId, memberId, input),
    );
  }
}
