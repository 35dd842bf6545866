import {
  type CommandEnvelope,
  type CommandExecutor,
  timerMessage,
  derivedId,
  type Engagements,
  commandEnvelope,
  type CommandOutcome,
  type Quotes,
  type PolicyTimeline,
  type SeatQuotes,
} from '@ledgerdesk/application';
import { decode, type EventStore } from '@ledgerdesk/event-store';
import { agentStream, liveStream, type LiveRequest } from '@ledgerdesk/events';
import { type Actor, instantOf, isRefusal, type RecordedEvent, type Refusal } from '@ledgerdesk/kernel';
import { firingOf, timers } from '@ledgerdesk/projections';
import { ArmedRows, type Process } from '@ledgerdesk/runtime';
import type { Command, CommandBus } from '@nestjs/cqrs';
import type { EventCounts } from './event-counts.js';
import { streamOfFiring } from './stream-of-firing.js';
import { streamsReferencedBy } from './streams-referenced-by.js';

/** Services that all scenarios use. */
export interface SimulationServices {
  readonly log: EventStore;
  readonly commands: CommandBus;
  readonly executor: CommandExecutor;
  readonly quotes: Quotes;
  readonly seatQuotes: SeatQuotes;
  readonly engagements: Engagements;
  readonly policies: PolicyTimeline;
  /** Processes that react to each event immediately, at the time of the event. */
  readonly processes: readonly Process[];
  readonly tenant: string;
  readonly seed: number;
  readonly counts: EventCounts;
}

/** Sends one team's commands at simulated times, runs the processes that react to them, and fires the team's timers. */
export class SimulatedTeam {
  private sent = 0;
  private readonly timers = new ArmedRows(timers);
  /** Number of processed events per stream. */
  private readonly processed = new Map<string, number>();

  constructor(
    private readonly teamId: string,
    readonly services: SimulationServices,
  ) {}

  /** Creates an envelope whose command id depends only on the seed, the team and the number of earlier envelopes. */
  envelope(actor: Actor, at: number): CommandEnvelope {
    const { tenant, seed } = this.services;
    const commandId = derivedId('simulate', String(seed), this.teamId, String(this.sent++));
    return commandEnvelope({ commandId, request: { commandId }, actor, tenant, occurredAt: instantOf(at) });
  }

  /**
   * Sends a command to a stream. Returns the new state, or undefined if the command was refused. `others` are streams
   * in which the command also records events.
   */
  async send<State>(
    stream: string,
    command: Command<CommandOutcome<State>>,
    others: readonly string[] = [],
  ): Promise<State | undefined> {
    const outcome = await this.services.commands.execute(command);
    for (const changed of [stream, ...others]) await this.processNewEvents(changed);
    return this.countRefusal(outcome)?.state;
  }

  /** Hands a request over to another agent, or to the front of its queue. Returns false if it was refused. */
  async transfer(request: LiveRequest, fromAgentId: string, at: number, toAgentId?: string): Promise<boolean> {
    const { engagements } = this.services;
    const envelope = this.envelope({ kind: 'agent', id: fromAgentId }, at);
    const outcome: CommandOutcome<object | undefined> =
      toAgentId === undefined
        ? await engagements.transferToQueue(envelope, { request, fromAgentId })
        : await engagements.transfer(envelope, { request, fromAgentId, toAgentId });
    const agents = [fromAgentId, ...(toAgentId === undefined ? [] : [toAgentId])];
    for (const changed of [...agents.map(agentStream), liveStream(request)]) await this.processNewEvents(changed);
    return this.countRefusal(outcome) !== undefined;
  }

  /** Assigns a waiting request to an agent. Returns false if it was refused. */
  async engage(agentId: string, request: LiveRequest, at: number): Promise<boolean> {
    const given = await this.services.engagements.assignNext(
      this.envelope({ kind: 'engine', id: 'simulate' }, at),
      agentId,
      [request],
      { pushed: true },
    );
    await this.processNewEvents(agentStream(agentId));
    await this.processNewEvents(liveStream(request));
    return this.countRefusal(given) !== undefined;
  }

  /** Fires the timers that are due before `end`, each at its own due time. */
  async fireBefore(end: number): Promise<void> {
    const instant = instantOf(end);
    for (let timer = this.timers.takeBefore(instant); timer; timer = this.timers.takeBefore(instant)) {
      const firing = firingOf(timer);
      await this.send(streamOfFiring(firing), timerMessage(firing, this.services.tenant, timer.at));
    }
  }

  private countRefusal<Outcome extends object>(outcome: Outcome | Refusal): Outcome | undefined {
    if (!isRefusal(outcome)) return outcome;
    this.services.counts.refusals += 1;
    return undefined;
  }

  private async processNewEvents(stream: string): Promise<void> {
    const from = this.processed.get(stream) ?? 0;
    const events = (await this.services.log.readStream(stream, { from })).map(decode);
    this.processed.set(stream, from + events.length);
    for (const event of events) await this.handle(event);
  }

  private async handle(event: RecordedEvent): Promise<void> {
    this.services.counts.add(event);
    if (timers.handles.includes(event.type)) this.timers.apply(event);
    const concerned = this.services.processes.filter(({ handles }) => handles.includes(event.type));
    for (const process of concerned) await process.react(event);
    if (concerned.length > 0) for (const stream of streamsReferencedBy(event)) await this.processNewEvents(stream);
  }
}
