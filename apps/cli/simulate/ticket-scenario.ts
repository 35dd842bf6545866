import { derivedId, type CommandInput, TicketCommandMessage } from '@ledgerdesk/application';
import type { Ticket, TicketCommand } from '@ledgerdesk/domain';
import { ticketStream } from '@ledgerdesk/events';
import type { Actor } from '@ledgerdesk/kernel';
import { agentActor, type Asker, DAY, HOUR, memberActor, MINUTE, type ScenarioContext } from './scenario-context.js';
import { answerIn, bodyIn, subjectIn } from './words.js';

const AGENTS = ['kenji', 'maria', 'tom', 'yuki', 'lena'] as const;
/** What is asked about, the most frequent first. */
export const ISSUES = [
  'sync_upload',
  'signin_access',
  'sharing_permissions',
  'how_to',
  'billing_plan',
  'restore_versions',
  'apps_devices',
  'security_compliance',
] as const;
/** Standard support answers when it can. */
const UNPROMISED_MINUTES = 600;

/** One ticket from opening to closing: answers mostly in time, replies, holds, solutions, a reopening or a follow-up now and then. */
export class TicketScenario {
  private readonly agent: string;

  constructor(
    private readonly teller: ScenarioContext,
    private readonly asker: Asker,
    private readonly ticketId: string,
    private readonly followUpOf?: string,
  ) {
    this.agent = teller.chance.oneOf(AGENTS, 1.5);
  }

  /** Opens the ticket and puts what follows on the agenda. */
  async open(at: number): Promise<void> {
    const {
      teller: { teamId, chance, products },
      asker: { memberId, language },
      ticketId,
      followUpOf,
    } = this;
    const ticket = await this.send(at, this.member, {
      type: 'OpenTicket',
      ticketId,
      teamId,
      requesterId: memberId,
      product: chance.oneOf(products, 1.5),
      issueType: chance.oneOf(ISSUES, 1.8),
      subject: subjectIn(language, chance),
      body: bodyIn(language, chance),
      language,
      ...(followUpOf !== undefined && { followUpOf }),
    });
    if (ticket) this.awaitAnswer(ticket, at);
  }

  /** Goes on with a ticket that came of a chat or a call. */
  goOn(at: number): void {
    this.at(at + this.teller.chance.around(90) * MINUTE, (when) => this.solve(when));
  }

  private get member(): Actor {
    return memberActor(this.teller.teamId, this.asker.memberId);
  }

  private at(when: number, act: (when: number) => Promise<void>): void {
    this.teller.agenda.put(when, () => act(when));
  }

  private send(at: number, actor: Actor, input: CommandInput<TicketCommand>): Promise<Ticket | undefined> {
    const { desk } = this.teller;
    return desk.send(
      ticketStream(this.ticketId),
      new TicketCommandMessage(desk.envelope(actor, at), this.ticketId, input),
    );
  }

  private act(at: number, input: CommandInput<TicketCommand>): Promise<Ticket | undefined> {
    return this.send(at, agentActor(this.agent), input);
  }

  /** Most answers take a fraction of what was promised; some are late. */
  private awaitAnswer({ entitlement }: Ticket, at: number): void {
    const { chance } = this.teller;
    const wait = chance.around((entitlement?.targetMinutes ?? UNPROMISED_MINUTES) * 0.4) * MINUTE;
    if (chance.happens(0.5))
      this.at(
        at + wait / 2,
        async (when) =>
          void (await this.act(when, {
            type: chance.happens(0.5) ? 'ClaimTicket' : 'AssignTicket',
            agentId: this.agent,
          })),
      );
    this.at(at + wait, (when) => this.answer(when));
  }

  private async answer(at: number): Promise<void> {
    const {
      teller: { chance },
      asker,
      agent,
    } = this;
    if (chance.happens(0.2))
      await this.act(at, { type: 'AddInternalNote', agentId: agent, body: 'Seen this before; see the known cases.' });
    await this.act(at, { type: 'AnswerTicket', agentId: agent, body: answerIn(asker.language, chance) });
    const nextAt = at + chance.around(3) * HOUR;
    if (chance.happens(0.45)) this.at(nextAt, (when) => this.reply(when));
    else if (chance.happens(0.15)) this.at(nextAt, (when) => this.hold(when));
    else this.at(nextAt, (when) => this.solve(when));
  }

  private async reply(at: number): Promise<void> {
    const {
      teller: { teamId, chance },
      asker: { memberId, language },
    } = this;
    const ticket = await this.send(at, this.member, {
      type: 'ReplyTicket',
      teamId,
      requesterId: memberId,
      body: bodyIn(language, chance),
    });
    if (ticket && chance.happens(0.04)) this.at(at + 10 * MINUTE, (when) => this.solve(when));
    else if (ticket) this.awaitAnswer(ticket, at);
  }

  private async hold(at: number): Promise<void> {
    await this.act(at, { type: 'HoldTicket', agentId: this.agent, reason: 'Waiting for the vendor.' });
    this.at(at + this.teller.chance.around(24) * HOUR, async (when) => {
      await this.act(when, { type: 'ResumeTicket', agentId: this.agent });
      await this.solve(when + HOUR);
    });
  }

  /** What is not reopened closes by itself, or by an agent who does not wait for that. */
  private async solve(at: number): Promise<void> {
    const { chance } = this.teller;
    const body = chance.happens(0.8) ? { body: answerIn(this.asker.language, chance) } : {};
    await this.act(at, { type: 'SolveTicket', agentId: this.agent, ...body });
    const nextAt = at + chance.around(72) * HOUR;
    if (chance.happens(0.05)) this.at(nextAt, (when) => this.reopen(when));
    else if (chance.happens(0.3))
      this.at(nextAt, async (when) => void (await this.act(when, { type: 'CloseTicket', agentId: this.agent })));
    if (chance.happens(0.03)) this.at(at + chance.around(5) * DAY, (when) => this.followUp(when));
  }

  private async reopen(at: number): Promise<void> {
    if (await this.act(at, { type: 'ReopenTicket', agentId: this.agent })) await this.reply(at + HOUR);
  }

  private async followUp(at: number): Promise<void> {
    await new TicketScenario(
      this.teller,
      this.asker,
      derivedId('simulated-follow-up', this.ticketId),
      this.ticketId,
    ).open(at);
  }
}
