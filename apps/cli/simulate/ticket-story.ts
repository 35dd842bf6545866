import { derivedId } from '@ledgerdesk/application';
import type { Ticket } from '@ledgerdesk/domain';
import type { Agenda } from './agenda.js';
import type { Chance } from './chance.js';
import type { TeamDesk } from './team-desk.js';
import { answerIn, bodyIn, subjectIn } from './words.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const AGENTS = ['kenji', 'maria', 'tom', 'yuki', 'lena'] as const;
const ISSUES = ['sync_upload', 'signin_access', 'sharing_permissions', 'how_to', 'billing_plan', 'restore_versions', 'apps_devices', 'security_compliance'] as const;
/** Standard support answers when it can. */
const UNPROMISED_MINUTES = 600;

/** Who asks, and about what. */
export interface Asker {
  readonly teamId: string;
  readonly memberId: string;
  readonly language: string;
  readonly products: readonly [string, ...string[]];
}

/** One ticket from opening to closing: answers mostly in time, replies, holds, solutions, a reopening now and then. */
export class TicketStory {
  private readonly ticketId: string;
  private readonly agent: string;

  constructor(private readonly asker: Asker, n: number, private readonly agenda: Agenda, private readonly chance: Chance, private readonly desk: TeamDesk) {
    this.ticketId = derivedId('simulated-ticket', asker.teamId, asker.memberId, String(n));
    this.agent = chance.oneOf(AGENTS, 1.5);
  }

  /** Opens the ticket and puts what follows on the agenda. */
  async open(at: number): Promise<void> {
    const { teamId, memberId, language, products } = this.asker;
    const ticket = await this.desk.ticket(this.ticketId, at, this.member, {
      type: 'OpenTicket', ticketId: this.ticketId, teamId, requesterId: memberId, product: this.chance.oneOf(products, 1.5),
      issueType: this.chance.oneOf(ISSUES, 1.8), subject: subjectIn(language, this.chance), body: bodyIn(language, this.chance), language,
    });
    if (!ticket) return;
    this.desk.counts.tickets += 1;
    this.awaitAnswer(ticket, at);
  }

  private get member() {
    return { kind: 'member', id: `${this.asker.teamId}.${this.asker.memberId}` } as const;
  }

  private act(at: number, input: Parameters<TeamDesk['ticket']>[3]): Promise<Ticket | undefined> {
    return this.desk.ticket(this.ticketId, at, { kind: 'agent', id: this.agent }, input);
  }

  /** Most answers take a fraction of what was promised; some are late. */
  private awaitAnswer({ entitlement }: Ticket, at: number): void {
    const promised = entitlement?.targetMinutes ?? UNPROMISED_MINUTES;
    const answeredAt = at + this.chance.around(promised * 0.4) * MINUTE;
    if (this.chance.happens(0.5)) this.agenda.put(at + (answeredAt - at) / 2, async () => void await this.act(at + (answeredAt - at) / 2, { type: 'AssignTicket', agentId: this.agent }));
    this.agenda.put(answeredAt, () => this.answer(answeredAt));
  }

  private async answer(at: number): Promise<void> {
    const { chance, asker, agent } = this;
    if (chance.happens(0.2)) await this.act(at, { type: 'AddInternalNote', agentId: agent, body: 'Seen this before; see the known cases.' });
    await this.act(at, { type: 'AnswerTicket', agentId: agent, body: answerIn(asker.language, chance) });
    const nextAt = at + chance.around(3) * HOUR;
    if (chance.happens(0.45)) this.agenda.put(nextAt, () => this.reply(nextAt));
    else if (chance.happens(0.15)) this.agenda.put(nextAt, () => this.hold(nextAt));
    else this.agenda.put(nextAt, () => this.solve(nextAt));
  }

  private async reply(at: number): Promise<void> {
    const { teamId, memberId, language } = this.asker;
    const ticket = await this.desk.ticket(this.ticketId, at, this.member, { type: 'ReplyTicket', teamId, requesterId: memberId, body: bodyIn(language, this.chance) });
    if (ticket) this.awaitAnswer(ticket, at);
  }

  private async hold(at: number): Promise<void> {
    await this.act(at, { type: 'HoldTicket', agentId: this.agent, reason: 'Waiting for the vendor.' });
    const resumedAt = at + this.chance.around(24) * HOUR;
    this.agenda.put(resumedAt, async () => {
      await this.act(resumedAt, { type: 'ResumeTicket', agentId: this.agent });
      await this.solve(resumedAt + HOUR);
    });
  }

  private async solve(at: number): Promise<void> {
    const body = this.chance.happens(0.8) ? { body: answerIn(this.asker.language, this.chance) } : {};
    await this.act(at, { type: 'SolveTicket', agentId: this.agent, ...body });
    const nextAt = at + this.chance.around(72) * HOUR;
    if (this.chance.happens(0.05)) this.agenda.put(nextAt, () => this.reopen(nextAt));
    else this.agenda.put(nextAt, async () => void await this.act(nextAt, { type: 'CloseTicket', agentId: this.agent }));
  }

  private async reopen(at: number): Promise<void> {
    if (await this.act(at, { type: 'ReopenTicket', agentId: this.agent })) await this.reply(at + HOUR);
  }
}
