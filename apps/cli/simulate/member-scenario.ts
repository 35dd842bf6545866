import {
  CallbackCommandMessage,
  ChatCommandMessage,
  derivedId,
  type CommandInput,
  MemberCommandMessage,
} from '@ledgerdesk/application';
import { inputFrom, MEMBER_SAMPLES, type MemberCommand } from '@ledgerdesk/domain';
import { type AdminRole, liveStream, memberStream } from '@ledgerdesk/events';
import { DAY, HOUR, instantOf } from '@ledgerdesk/kernel';
import type { SimulatedAgents } from './simulated-agents.js';
import { CallbackScenario } from './callback-scenario.js';
import { ChatScenario } from './chat-scenario.js';
import { ProgrammeScenario } from './programme-scenario.js';
import { type SimulatedMember, memberActor, OPERATOR, type Period, type ScenarioContext } from './scenario-context.js';
import { TicketScenario } from './ticket-scenario.js';
import type { Location } from './locations.js';

const LIVE_RIGHTS = { kind: 'engine', id: 'live-rights' } as const;
const memberInput = inputFrom(MEMBER_SAMPLES);
const ROLES: readonly [AdminRole, ...AdminRole[]] = [
  'team_admin',
  'support_admin',
  'billing_admin',
  'security_admin',
  'content_admin',
];
/** Relative activity by day of the week, Sunday first. */
const WEEKDAY_ACTIVITY = [0.15, 1.2, 1.1, 1, 1, 0.9, 0.25] as const;

/**
 * Simulates one member of a team, who is invited and joins: tickets, chats, callbacks, a saved view, role changes, a
 * Champion appointment, deactivation.
 */
export class MemberScenario {
  private readonly member: SimulatedMember;
  private tickets = 0;

  /** Member 1 is an admin who never leaves. */
  constructor(
    private readonly context: ScenarioContext,
    private readonly agents: SimulatedAgents,
    private readonly location: Location,
    private readonly n: number,
  ) {
    const language = context.random.chance(0.85) ? location.language : 'en';
    this.member = { memberId: `member-${n}`, language, liveRequests: [] };
  }

  async join({ from, days }: Period): Promise<void> {
    const {
      context: { teamId, random },
      member: { memberId, language },
      n,
    } = this;
    const roles = n === 1 ? ['team_admin' as const] : random.chance(0.3) ? [random.pick(ROLES)] : [];
    const profile = { name: `Member ${n}`, email: `${memberId}@${teamId}.example`, language, roles };
    await this.send(from, memberInput('AddMember', { teamId, memberId, ...profile, status: 'invited' }));
    await this.send(from, memberInput('SetMemberStatus', { teamId, memberId, status: 'active' }));
    if (random.chance(0.04)) await this.becomeChampion({ from, days });
    if (n > 1) this.scheduleChanges({ from, days });
    if (roles.length > 0) this.scheduleView({ from, days });
    for (let day = 0; day < days; day++) this.scheduleDay(from + day * DAY, roles.length > 0);
  }

  private async becomeChampion(period: Period): Promise<void> {
    const {
      context: { teamId, random },
      member: { memberId },
      agents,
    } = this;
    const level = random.chance(0.5) ? 'epic' : 'grand';
    await this.send(period.from, memberInput('NameChampion', { teamId, memberId, level }));
    if (random.chance(0.7))
      new ProgrammeScenario(this.context, memberId, agents.agentFor('ja')).scheduleForChampion(period.from);
    this.maybeSend(period, 0.3, memberInput('WithdrawChampion', { teamId, memberId }));
  }

  /** Some members change roles, and some leave. */
  private scheduleChanges(period: Period): void {
    const {
      context: { teamId, random },
      member: { memberId },
    } = this;
    const roles = random.chance(0.5) ? [random.pick(ROLES)] : [];
    this.maybeSend(period, 0.25, memberInput('AssignAdminRoles', { teamId, memberId, roles }), (at) =>
      this.loseRights(at),
    );
    const email = `${memberId}.new@${teamId}.example`;
    const changes = { name: `New name of ${memberId}`, email, language: 'en' };
    this.maybeSend(period, 0.08, { type: 'ChangeMember', teamId, memberId, ...changes });
    this.maybeSend(period, 0.06, memberInput('DeactivateMember', { teamId, memberId }), (at) => this.loseRights(at));
  }

  /** Some members save a view of due tickets, and a few remove it later. */
  private scheduleView(period: Period): void {
    const {
      context: { teamId },
      member: { memberId },
    } = this;
    const view = { teamId, memberId, viewId: derivedId('simulated-view', teamId, memberId) };
    this.maybeSend(period, 0.3, memberInput('SaveTicketView', view));
    this.maybeSend(period, 0.2, memberInput('RemoveTicketView', view));
  }

  private maybeSend(
    { from, days }: Period,
    probability: number,
    input: CommandInput<MemberCommand>,
    then?: (at: number) => Promise<void>,
  ): void {
    const { random, queue } = this.context;
    const at = from + random.fraction() * days * DAY;
    if (random.chance(probability))
      queue.schedule(at, async () => {
        await this.send(at, input);
        await then?.(at);
      });
  }

  /** E2: ends the chats and callbacks to which the member has lost the right, as the process `live-rights` does. */
  private async loseRights(at: number): Promise<void> {
    const { team } = this.context;
    for (const request of this.member.liveRequests) {
      const [stream, envelope] = [liveStream(request), team.envelope(LIVE_RIGHTS, at)];
      await (request.channel === 'chat'
        ? team.send(stream, new ChatCommandMessage(envelope, request.requestId, { type: 'WithdrawChat' }))
        : team.send(stream, new CallbackCommandMessage(envelope, request.requestId, { type: 'WithdrawCallback' })));
    }
  }

  /** Schedules occasional tickets and fewer chats and callbacks, mostly in working hours of the team's time zone. */
  private scheduleDay(day: number, admin: boolean): void {
    const { context, member, agents } = this;
    const activity = WEEKDAY_ACTIVITY[new Date(day).getUTCDay()] ?? 1;
    if (context.random.chance(0.06 * activity)) {
      const scenario = new TicketScenario(
        context,
        member,
        derivedId('simulated-ticket', context.teamId, member.memberId, String(this.tickets++)),
      );
      this.scheduleAt(day, (at) => scenario.open(at));
    }
    if (admin && context.random.chance(0.01 * activity))
      this.scheduleAt(day, (at) => new CallbackScenario(context, member, agents, at).request(at));
    if (admin && context.random.chance(0.01 * activity))
      this.scheduleAt(day, (at) => new ChatScenario(context, member, agents, at).start(at));
  }

  private scheduleAt(day: number, action: (at: number) => Promise<void>): void {
    const {
      random,
      queue,
      team: { services },
    } = this.context;
    const hour = random.chance(0.85) ? 8.5 + random.fraction() * 9.5 : random.fraction() * 24;
    const at = services.policies
      .at(instantOf(day))
      .zones.toInstant(this.location.timeZone, day + Math.round(hour * HOUR));
    queue.schedule(at, action);
  }

  private send(at: number, input: CommandInput<MemberCommand>) {
    const { team, teamId } = this.context;
    const { memberId } = this.member;
    const actor =
      input.type === 'SaveTicketView' || input.type === 'RemoveTicketView' ? memberActor(teamId, memberId) : OPERATOR;
    return team.send(
      memberStream(teamId, memberId),
      new MemberCommandMessage(team.envelope(actor, at), teamId, memberId, input),
    );
  }
}
