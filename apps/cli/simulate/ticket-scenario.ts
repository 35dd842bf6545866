import { derivedId, type CommandInput, TicketCommandMessage } from '@ledgerdesk/application';
import {
  type AgentTicketCommand,
  inputFrom,
  type Ticket,
  TICKET_SAMPLES,
  type TicketCommand,
} from '@ledgerdesk/domain';
import { ticketStream } from '@ledgerdesk/events';
import { type Actor, DAY, HOUR, MINUTE } from '@ledgerdesk/kernel';
import { agentActor, type SimulatedMember, memberActor, type ScenarioContext } from './scenario-context.js';
import type { Random } from './random.js';
import { answerIn, bodyIn, subjectIn } from './sample-texts.js';
import { waitingHold } from './waiting-hold.js';

const ticketInput = inputFrom(TICKET_SAMPLES);
const AGENTS = ['kenji', 'maria', 'tom', 'yuki', 'lena'] as const;
/** Issue types, most frequent first. */
export const ISSUE_TYPES = [
  'sync_upload',
  'signin_access',
  'sharing_permissions',
  'how_to',
  'billing_plan',
  'restore_versions',
  'apps_devices',
  'security_compliance',
] as const;
/** Assumed response target of standard support, which has none. */
const STANDARD_TARGET_MINUTES = 600;

/** Simulates one ticket: mostly timely answers, replies, holds, a solution, and sometimes a reopening or follow-up. */
export class TicketScenario {
  private readonly agent: string;

  constructor(
    private readonly context: ScenarioContext,
    private readonly member: SimulatedMember,
    private readonly ticketId: string,
    private readonly followUpOf?: string,
  ) {
    this.agent = context.random.pick(AGENTS, 1.5);
  }

  /** Opens the ticket and schedules the events that follow. */
  async open(at: number): Promise<void> {
    const { random } = this.context;
    const request = this.newRequest();
    const ticket = await this.send(at, this.actor, request);
    if (!ticket) return;
    if (random.chance(0.03)) this.context.queue.schedule(at + 5 * MINUTE, (later) => this.sendTwice(request, later));
    this.scheduleAnswer(ticket, at);
  }

  /** The requester sends the same once more, and an agent merges the two. */
  private async sendTwice(request: ReturnType<typeof this.newRequest>, at: number): Promise<void> {
    const { context, member, ticketId, agent } = this;
    const duplicate = new TicketScenario(context, member, derivedId('simulated-duplicate', ticketId));
    const opened = await duplicate.send(at, this.actor, { ...request, ticketId: duplicate.ticketId });
    if (!opened) return;
    const merge = ticketInput('MergeTicket', { agentId: agent, into: ticketId });
    context.queue.schedule(at + MINUTE, async (later) => {
      if (!(await duplicate.send(later, agentActor(agent), merge, [ticketStream(ticketId)])))
        duplicate.scheduleAnswer(opened, later);
    });
  }

  private newRequest() {
    const {
      context: { teamId, random, products },
      member: { memberId, language },
      ticketId,
      followUpOf,
    } = this;
    return ticketInput('OpenTicket', {
      ticketId,
      teamId,
      requesterId: memberId,
      product: random.pick(products, 1.5),
      issueType: random.pick(ISSUE_TYPES, 1.8),
      subject: subjectIn(language, random),
      body: bodyIn(language, random),
      language,
      ...(followUpOf !== undefined && { followUpOf }),
    });
  }

  /** Simulates the rest of a ticket that was created from a chat or callback. */
  continueFromLiveSupport(at: number): void {
    this.context.queue.schedule(at + this.context.random.logNormal(90) * MINUTE, (later) => this.solve(later));
  }

  private get actor(): Actor {
    return memberActor(this.context.teamId, this.member.memberId);
  }

  private send(
    at: number,
    actor: Actor,
    input: CommandInput<TicketCommand>,
    others: readonly string[] = [],
  ): Promise<Ticket | undefined> {
    const { team } = this.context;
    return team.send(
      ticketStream(this.ticketId),
      new TicketCommandMessage(team.envelope(actor, at), this.ticketId, input),
      others,
    );
  }

  /** Sends the sample of a command in the name of the ticket's agent. */
  private sendAsAgent(
    at: number,
    type: AgentTicketCommand['type'],
    fields: { readonly body?: string; readonly assigneeId?: string; readonly product?: string } = {},
  ): Promise<Ticket | undefined> {
    return this.send(at, agentActor(this.agent), ticketInput(type, { agentId: this.agent, ...fields }));
  }

  /** Schedules the answer. Most take a fraction of the response target; some are late. */
  private scheduleAnswer({ entitlement }: Ticket, at: number): void {
    const { random } = this.context;
    const delay = random.logNormal((entitlement?.targetMinutes ?? STANDARD_TARGET_MINUTES) * 0.4) * MINUTE;
    if (random.chance(0.5))
      this.context.queue.schedule(
        at + delay / 2,
        async (later) =>
          void (random.chance(0.5)
            ? await this.sendAsAgent(later, 'ClaimTicket')
            : await this.sendAsAgent(later, 'AssignTicket', { assigneeId: this.agent })),
      );
    this.context.queue.schedule(at + delay, (later) => this.answer(later));
    this.scheduleHold(at, at + delay);
  }

  /** A ticket may be put on hold before it is answered: its clock is paused then, if the policy says so. */
  private scheduleHold(at: number, answeredAt: number): void {
    const { queue, holdRandom } = this.context;
    const hold = waitingHold(holdRandom, at, answeredAt);
    if (!hold) return;
    queue.schedule(hold.from, async (later) => void (await this.sendAsAgent(later, 'HoldTicket')));
    if (hold.end?.by === 'agent')
      queue.schedule(hold.end.at, async (later) => void (await this.sendAsAgent(later, 'ResumeTicket')));
    if (hold.end?.by === 'reply')
      queue.schedule(hold.end.at, async (later) => void (await this.sendReply(later, holdRandom)));
  }

  private async answer(at: number): Promise<void> {
    const {
      context: { random },
      member,
    } = this;
    if (random.chance(0.2)) await this.sendAsAgent(at, 'AddInternalNote');
    if (random.chance(0.1)) await this.sendAsAgent(at, 'UnassignTicket');
    if (random.chance(0.05)) await this.sendAsAgent(at, 'ReclassifyTicket', { product: 'dropbox' });
    await this.sendAsAgent(at, 'AnswerTicket', { body: answerIn(member.language, random) });
    const nextAt = at + random.logNormal(3) * HOUR;
    if (random.chance(0.45)) this.context.queue.schedule(nextAt, (later) => this.reply(later));
    else if (random.chance(0.15)) this.context.queue.schedule(nextAt, (later) => this.hold(later));
    else this.context.queue.schedule(nextAt, (later) => this.solve(later));
  }

  private sendReply(at: number, random: Random): Promise<Ticket | undefined> {
    const {
      context: { teamId },
      member: { memberId, language },
    } = this;
    const message = ticketInput('ReplyTicket', { teamId, requesterId: memberId, body: bodyIn(language, random) });
    return this.send(at, this.actor, message);
  }

  private async reply(at: number): Promise<void> {
    const { random } = this.context;
    const ticket = await this.sendReply(at, random);
    if (ticket && random.chance(0.04)) this.context.queue.schedule(at + 10 * MINUTE, (later) => this.solve(later));
    else if (ticket) this.scheduleAnswer(ticket, at);
  }

  private async hold(at: number): Promise<void> {
    await this.sendAsAgent(at, 'HoldTicket');
    this.context.queue.schedule(at + this.context.random.logNormal(24) * HOUR, async (later) => {
      await this.sendAsAgent(later, 'ResumeTicket');
      await this.solve(later + HOUR);
    });
  }

  /** A solved ticket is reopened, closed by an agent, or left to close automatically. */
  private async solve(at: number): Promise<void> {
    const { random } = this.context;
    const body = random.chance(0.8) ? { body: answerIn(this.member.language, random) } : {};
    await this.sendAsAgent(at, 'SolveTicket', body);
    const nextAt = at + random.logNormal(72) * HOUR;
    if (random.chance(0.05)) this.context.queue.schedule(nextAt, (later) => this.reopen(later));
    else if (random.chance(0.3))
      this.context.queue.schedule(nextAt, async (later) => void (await this.sendAsAgent(later, 'CloseTicket')));
    if (random.chance(0.03))
      this.context.queue.schedule(at + random.logNormal(5) * DAY, (later) => this.followUp(later));
  }

  private async reopen(at: number): Promise<void> {
    if (await this.sendAsAgent(at, 'ReopenTicket')) await this.reply(at + HOUR);
  }

  private async followUp(at: number): Promise<void> {
    await new TicketScenario(
      this.context,
      this.member,
      derivedId('simulated-follow-up', this.ticketId),
      this.ticketId,
    ).open(at);
  }
}
