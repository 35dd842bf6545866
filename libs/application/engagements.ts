import {
  agentDecider,
  type Callback,
  type Chat,
  callbackDecider,
  chatDecider,
  type Engagement,
} from '@ledgerdesk/domain';
import { agentStream, liveStream, type LiveRequest } from '@ledgerdesk/events';
import { isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AgentCommandMessage, CallbackCommandMessage, ChatCommandMessage } from './command-messages.js';
import { type CommandEnvelope, derivedId, hashRequest } from './envelope.js';
import { CommandExecutor, type CommandResult, type CommandOutcome } from './command-executor.js';

type Request = Callback | Chat | undefined;

/** What an agent has been given: the request, and how it stands since. */
export interface Assignment {
  readonly request: LiveRequest;
  readonly outcome: CommandResult<Request>;
}

/** Whether an agent who takes something asked for it, or the engine gives it. */
export interface AssignOptions {
  readonly pushed: boolean;
}

/** A step that follows from an engagement: whoever takes it, and however often, it is the same command. */
const stepOf = (envelope: CommandEnvelope, name: string, engagementId: string): CommandEnvelope => {
  const { ifRevision: _, fresh: __, ...rest } = envelope;
  return {
    ...rest,
    commandId: derivedId(name, engagementId),
    requestHash: hashRequest({ name, engagementId }),
    causationId: engagementId,
  };
};

/** K4: one agent for a request, one request for an agent: reserved in the agent's stream, then taken in its own. */
@Injectable()
export class Engagements {
  /** Streams that somebody in this process reaches for at this moment: a second one would only be refused. */
  private readonly offered = new Set<string>();

  constructor(
    private readonly commands: CommandBus,
    private readonly executor: CommandExecutor,
  ) {}

  /**
   * Gives an agent what they have in hand, or else the first of these that still waits. A repeat of the command is given
   * the same. A refusal where nothing waits, and where a pushed agent is not available.
   */
  async assignNext(
    envelope: CommandEnvelope,
    agentId: string,
    candidates: readonly LiveRequest[],
    options: AssignOptions = { pushed: false },
  ): Promise<Assignment | Refusal> {
    for (let attempt = 0; attempt < candidates.length + 2; attempt += 1) {
      const { ifRevision: _, ...first } = envelope;
      const step =
        attempt === 0 ? first : { ...first, commandId: derivedId('engage', envelope.commandId, String(attempt)) };
      const given = await this.attempt(step, agentId, candidates, options);
      if (given !== 'gone') return given;
    }
    return refuse('conflict', 'requests-contended', 'Others were quicker every time. Ask again.', { rule: 'K4' });
  }

  /** Takes a request for the agent who is engaged for it; the agent is free again where that is refused. */
  async accept(
    envelope: CommandEnvelope,
    agentId: string,
    { engagementId, ...request }: Engagement,
  ): Promise<CommandOutcome<Request>> {
    const step = stepOf(envelope, 'take', engagementId);
    const { channel, requestId } = request;
    const outcome = await (channel === 'chat'
      ? this.commands.execute<ChatCommandMessage, CommandOutcome<Request>>(
          new ChatCommandMessage(step, requestId, { type: 'JoinChat', agentId, engagementId }),
        )
      : this.commands.execute<CallbackCommandMessage, CommandOutcome<Request>>(
          new CallbackCommandMessage(step, requestId, { type: 'TakeCallback', agentId, engagementId }),
        ));
    if (isRefusal(outcome)) await this.release(envelope, agentId, engagementId, 'refused');
    return outcome;
  }

  /** The agent is free again, unless engaged for something else by now. */
  async release(
    envelope: CommandEnvelope,
    agentId: string,
    engagementId: string,
    reason: 'finished' | 'refused',
  ): Promise<void> {
    await this.commands.execute(
      new AgentCommandMessage(stepOf(envelope, 'release', engagementId), agentId, {
        type: 'ReleaseAgent',
        engagementId,
        reason,
      }),
    );
  }

  /** Puts a request back that an agent has who is not engaged for it any more. */
  async requeue(envelope: CommandEnvelope, { engagementId, channel, requestId }: Engagement): Promise<void> {
    const step = stepOf(envelope, 'return', engagementId);
    await (channel === 'chat'
      ? this.commands.execute(new ChatCommandMessage(step, requestId, { type: 'ReturnChat', engagementId }))
      : this.commands.execute(new CallbackCommandMessage(step, requestId, { type: 'ReturnCallback', engagementId })));
  }

  /** Whether an agent is still kept for an engagement. Once false it stays so. */
  async isCurrent(agentId: string, engagementId: string): Promise<boolean> {
    const { state } = await this.executor.streams.load(agentDecider, agentStream(agentId));
    return state?.engaged?.engagementId === engagementId;
  }

  /** `gone`: what the agent was engaged for was not to be had, or is over. */
  private async attempt(
    envelope: CommandEnvelope,
    agentId: string,
    candidates: readonly LiveRequest[],
    { pushed }: AssignOptions,
  ): Promise<Assignment | Refusal | 'gone'> {
    const request = await this.offer(candidates);
    try {
      const engaged = await this.commands.execute(
        new AgentCommandMessage(envelope, agentId, {
          type: 'EngageAgent',
          agentId,
          engagementId: envelope.commandId,
          request,
          pushed,
        }),
      );
      if (isRefusal(engaged)) return engaged;
      const engagement = engaged.state?.engaged;
      if (!engagement) throw new Error(`The agent ${agentId} was engaged, yet is not.`);
      return await this.settled(envelope, agentId, engagement, engaged.recorded === 0 && !engaged.repeated);
    } finally {
      if (request) this.offered.delete(liveStream(request));
    }
  }

  private async settled(
    envelope: CommandEnvelope,
    agentId: string,
    engagement: Engagement,
    inHand: boolean,
  ): Promise<Assignment | 'gone'> {
    const outcome = await this.accept(envelope, agentId, engagement);
    if (isRefusal(outcome)) return 'gone';
    if (!inHand || (await this.isHeld(engagement))) return { request: engagement, outcome };
    await this.release(envelope, agentId, engagement.engagementId, 'finished');
    return 'gone';
  }

  /** The first that still waits, as its own stream has it. Nobody else here reaches for it until this is settled. */
  private async offer(candidates: readonly LiveRequest[]): Promise<LiveRequest | null> {
    for (const candidate of candidates) {
      const stream = liveStream(candidate);
      if (this.offered.has(stream)) continue;
      this.offered.add(stream);
      if ((await this.stateOf(candidate))?.status === 'waiting') return candidate;
      this.offered.delete(stream);
    }
    return null;
  }

  private async isHeld(engagement: Engagement): Promise<boolean> {
    const state = await this.stateOf(engagement);
    return (state?.status === 'taken' || state?.status === 'active') && state.engagementId === engagement.engagementId;
  }

  private async stateOf(request: LiveRequest): Promise<Request> {
    const { streams } = this.executor;
    const stream = liveStream(request);
    return request.channel === 'chat'
      ? (await streams.load(chatDecider, stream)).state
      : (await streams.load(callbackDecider, stream)).state;
  }
}
