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
} from '@ledgerdesk/application';
import { decode, type EventStore } from '@ledgerdesk/event-store';
import { agentStream, liveStream, type LiveRequest } from '@ledgerdesk/events';
import { type Actor, instantOf, isRefusal, type RecordedEvent, type Refusal } from '@ledgerdesk/kernel';
import { firingOf, timers } from '@ledgerdesk/projections';
import { ArmedRows, type Process } from '@ledgerdesk/runtime';
import type { Command, CommandBus } from '@nestjs/cqrs';
import type { ScenarioCounts } from './scenario-counts.js';
import { streamsNamedIn } from './streams-of.js';

/** What every story needs. */
export interface ScenarioParts {
  readonly log: EventStore;
  readonly commands: CommandBus;
  readonly executor: CommandExecutor;
  readonly quotes: Quotes;
  readonly engagements: Engagements;
  readonly policies: PolicyTimeline;
  /** What follows from events, done right away and at their own time. */
  readonly processes: readonly Process[];
  readonly tenant: string;
  readonly seed: number;
  readonly counts: ScenarioCounts;
}

/** Sends the commands of one team at their own time, does what follows from them, and fires the team's deadlines in between. */
export class TeamDesk {
  private sent = 0;
  private readonly timers = new ArmedRows(timers);
  /** How many events of each stream have been followed. */
  private readonly followed = new Map<string, number>();

  constructor(
    private readonly teamId: string,
    readonly parts: ScenarioParts,
  ) {}

  /** A command id that only depends on seed, team and how many came before. */
  envelope(actor: Actor, at: number): CommandEnvelope {
    const { tenant, seed } = this.parts;
    const commandId = derivedId('simulate', String(seed), this.teamId, String(this.sent++));
    return commandEnvelope({ commandId, request: { commandId }, actor, tenant, occurredAt: instantOf(at) });
  }

  /** Sends a command to a stream; undefined when the rules refuse it, which a story takes as life does. */
  async send<State>(stream: string, command: Command<CommandOutcome<State>>): Promise<State | undefined> {
    const outcome = await this.parts.commands.execute(command);
    await this.follow(stream);
    return this.taken(outcome)?.state;
  }

  /** Engages an agent for a waiting request; whether they have it. */
  async engage(agentId: string, request: LiveRequest, at: number): Promise<boolean> {
    const given = await this.parts.engagements.assignNext(
      this.envelope({ kind: 'engine', id: 'simulate' }, at),
      agentId,
      [request],
      { pushed: true },
    );
    await this.follow(agentStream(agentId));
    await this.follow(liveStream(request));
    return this.taken(given) !== undefined;
  }

  /** Fires what is due before `moment`, each at its own instant. */
  async fireBefore(moment: number): Promise<void> {
    for (
      let timer = this.timers.takeBefore(instantOf(moment));
      timer;
      timer = this.timers.takeBefore(instantOf(moment))
    ) {
      const firing = firingOf(timer);
      await this.send(firing.command.stream, timerMessage(firing, this.parts.tenant, timer.at));
    }
  }

  private taken<Given extends object>(outcome: Given | Refusal): Given | undefined {
    if (!isRefusal(outcome)) return outcome;
    this.parts.counts.refusals += 1;
    return undefined;
  }

  private async follow(stream: string): Promise<void> {
    const from = this.followed.get(stream) ?? 0;
    const events = (await this.parts.log.readStream(stream, { from })).map(decode);
    this.followed.set(stream, from + events.length);
    for (const event of events) await this.takeUp(event);
  }

  private async takeUp(event: RecordedEvent): Promise<void> {
    this.parts.counts.note(event);
    if (timers.handles.includes(event.type)) this.timers.apply(event);
    const concerned = this.parts.processes.filter(({ handles }) => handles.includes(event.type));
    for (const process of concerned) await process.react(event);
    if (concerned.length > 0) for (const stream of streamsNamedIn(event)) await this.follow(stream);
  }
}
