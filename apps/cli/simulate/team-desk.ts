import { type CommandEnvelope, deadlineCommand, derivedId, hashOf, type Outcome, type ResponseTimer, ToTicket } from '@ledgerdesk/application';
import type { Ticket } from '@ledgerdesk/domain';
import { type Actor, instantOf, isRefusal } from '@ledgerdesk/kernel';
import type { Command, CommandBus } from '@nestjs/cqrs';

/** What a story counts. */
export interface StoryCounts {
  events: number;
  tickets: number;
  breaches: number;
  callbacks: number;
  refusals: number;
}

/** What every story needs. */
export interface StoryParts {
  readonly commands: CommandBus;
  readonly tenant: string;
  readonly seed: number;
  readonly counts: StoryCounts;
}

const timersOf = ({ ticketId, clock }: Ticket): readonly ResponseTimer[] => {
  if (!clock || clock.pausedWith) return [];
  const { number, riskAt, dueAt, atRisk, breached } = clock;
  return [
    ...(atRisk || breached ? [] : [{ kind: 'response-risk' as const, at: riskAt, ticketId, clock: number, dueAt }]),
    ...(breached ? [] : [{ kind: 'response-breach' as const, at: dueAt, ticketId, clock: number, dueAt }]),
  ];
};

/** Sends the commands of one team at their own time, and fires the team's deadlines in between. */
export class TeamDesk {
  private sent = 0;
  /** The timers of tickets whose clock runs. */
  private readonly timers = new Map<string, readonly ResponseTimer[]>();

  constructor(private readonly teamId: string, private readonly parts: StoryParts) {}

  get counts(): StoryCounts {
    return this.parts.counts;
  }

  /** A command id that only depends on seed, team and how many came before. */
  envelope(actor: Actor, at: number): CommandEnvelope {
    const { tenant, seed } = this.parts;
    const commandId = derivedId('simulate', String(seed), this.teamId, String(this.sent++));
    return { commandId, requestHash: hashOf({ commandId }), correlationId: commandId, causationId: commandId, actor, tenant, occurredAt: instantOf(at) };
  }

  /** Sends a command; undefined when the rules refuse it, which a story takes as life does. */
  async send<State>(command: Command<Outcome<State>>): Promise<State | undefined> {
    const outcome = await this.parts.commands.execute(command);
    if (isRefusal(outcome)) {
      this.counts.refusals += 1;
      return undefined;
    }
    this.counts.events += outcome.recorded;
    return outcome.state;
  }

  async ticket(ticketId: string, at: number, actor: Actor, input: ToTicket['input']): Promise<Ticket | undefined> {
    const ticket = await this.send(new ToTicket(this.envelope(actor, at), ticketId, input));
    this.remember(ticket);
    return ticket;
  }

  /** Fires what is due before `moment`, each at its own instant. */
  async fireBefore(moment: number): Promise<void> {
    for (let timer = this.earliest(instantOf(moment)); timer; timer = this.earliest(instantOf(moment))) {
      const ticket = await this.send(deadlineCommand(timer, this.parts.tenant, timer.at));
      this.remember(ticket);
      if (timer.kind === 'response-breach' && ticket?.clock?.breached) this.counts.breaches += 1;
    }
  }

  private earliest(moment: string): ResponseTimer | undefined {
    return [...this.timers.values()].flat().filter(({ at }) => at < moment).sort((a, b) => (a.at < b.at ? -1 : 1))[0];
  }

  private remember(ticket: Ticket | undefined): void {
    if (!ticket) return;
    const timers = timersOf(ticket);
    if (timers.length > 0) this.timers.set(ticket.ticketId, timers);
    else this.timers.delete(ticket.ticketId);
  }
}
