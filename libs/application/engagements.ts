import {
  type Agent,
  agentDecider,
  type Callback,
  type Chat,
  callbackDecider,
  chatDecider,
  type Engagement,
  memberDecider,
  withheld,
} from '@ledgerdesk/domain';
import { agentStream, liveStream, type LiveRequest, memberStream } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { CommandExecutor, type CommandOutcome, type CommandResult } from './command-executor.js';
import { AgentCommandMessage, CallbackCommandMessage, ChatCommandMessage } from './command-messages.js';
import { EngineClock } from './engine-clock.js';
import { type CommandEnvelope, commandEnvelope, derivedId } from './envelope.js';
import type { FactReader } from './fact-reader.js';

type RequestState = Callback | Chat | undefined;

/** A live request that was assigned to an agent, and its state. */
export interface Assignment {
  readonly request: LiveRequest;
  readonly outcome: CommandResult<RequestState>;
}

interface AssignOptions {
  /** True if the engine assigns a request; false if the agent requested the next one. */
  readonly pushed: boolean;
}

/** A request that an agent hands over to another. */
export interface Transfer {
  readonly request: LiveRequest;
  readonly fromAgentId: string;
  readonly toAgentId: string;
}

type RequestMessage = ChatCommandMessage | CallbackCommandMessage;

/** The command by which an agent accepts a request: from the queue, or from the agent who hands it over. */
const acceptance = (
  envelope: CommandEnvelope,
  agentId: string,
  { engagementId, transferOf, channel, requestId }: Engagement,
): RequestMessage => {
  const by = { agentId, engagementId };
  if (channel === 'chat')
    return new ChatCommandMessage(
      envelope,
      requestId,
      transferOf === null ? { type: 'JoinChat', ...by } : { type: 'TransferChat', ...by, transferOf },
    );
  return new CallbackCommandMessage(
    envelope,
    requestId,
    transferOf === null ? { type: 'TakeCallback', ...by } : { type: 'TransferCallback', ...by, transferOf },
  );
};

/** The envelope of a step of an engagement. Its command ID is the same for every sender, so repeats are detected. */
const stepEnvelope = (
  { correlationId, actor, onBehalfOf, tenant, occurredAt }: CommandEnvelope,
  name: string,
  engagementId: string,
): CommandEnvelope =>
  commandEnvelope({
    commandId: derivedId(name, engagementId),
    request: { name, engagementId },
    correlationId,
    causationId: engagementId,
    actor,
    onBehalfOf,
    tenant,
    occurredAt,
  });

/**
 * K4: assigns live requests to agents, one request per agent and one agent per request. An engagement is reserved in
 * the agent's stream first; then the agent accepts the request in the request's stream. The process
 * `live-engagements` completes assignments that are interrupted in between.
 *
 * @example
 * const assignment = await engagements.assignNext(envelope, agentId, await nextRequests(rows, skills, { limit: 50 }));
 * if (isRefusal(assignment)) throw problemOf(assignment);
 */
@Injectable()
export class Engagements {
  /** Streams of requests that this process is assigning now; a second attempt would only be refused. */
  private readonly claimed = new Set<string>();

  constructor(
    private readonly commands: CommandBus,
    private readonly executor: CommandExecutor,
    private readonly clock: EngineClock,
  ) {}

  /**
   * Returns the agent's current assignment, or else assigns the first candidate that is still waiting. A repeated
   * command returns the same assignment. Refuses if nothing is waiting, if a pushed agent is not available, and if
   * other agents win every attempt.
   */
  async assignNext(
    envelope: CommandEnvelope,
    agentId: string,
    candidates: readonly LiveRequest[],
    options: AssignOptions = { pushed: false },
  ): Promise<Assignment | Refusal> {
    const { precondition: _, ...first } = envelope;
    for (let attempt = 0; attempt < candidates.length + 2; attempt += 1) {
      const commandId = attempt === 0 ? first.commandId : derivedId('engage', first.commandId, String(attempt));
      const assignment = await this.attempt({ ...first, commandId }, agentId, candidates, options);
      if (assignment !== 'unavailable') return assignment;
    }
    return refuse('conflict', 'requests-contended', 'All waiting requests were taken by other agents. Retry.', {
      rule: 'K4',
    });
  }

  /**
   * K4: hands the request of an agent over to another one who is available. The receiver is engaged first; then the
   * request is transferred and the sender released. Refuses if the request is not the sender's, and if the receiver is
   * not available. A repeated command returns the same outcome.
   */
  async transfer(
    envelope: CommandEnvelope,
    { request, fromAgentId, toAgentId }: Transfer,
  ): Promise<CommandOutcome<RequestState>> {
    const engaged = await this.commands.execute(
      new AgentCommandMessage(envelope, toAgentId, {
        type: 'ReceiveTransfer',
        agentId: toAgentId,
        engagementId: envelope.commandId,
        request,
        fromAgentId,
      }),
    );
    if (isRefusal(engaged)) return engaged;
    const engagement = engaged.state?.engaged;
    if (!engagement) throw new Error(`ReceiveTransfer succeeded, but the agent ${toAgentId} is not engaged.`);
    const outcome = await this.accept(envelope, toAgentId, engagement);
    if (!isRefusal(outcome) && engagement.transferOf !== null)
      await this.release(envelope, fromAgentId, engagement.transferOf, 'transferred');
    return isRefusal(outcome) ? outcome : { ...outcome, repeated: engaged.repeated };
  }

  /** K4: puts the request of an agent at the front of its queue and releases the agent. */
  async transferToQueue(
    envelope: CommandEnvelope,
    { request: { channel, requestId }, fromAgentId: agentId }: Omit<Transfer, 'toAgentId'>,
  ): Promise<CommandOutcome<RequestState>> {
    const outcome: CommandOutcome<RequestState> = await (channel === 'chat'
      ? this.commands.execute(new ChatCommandMessage(envelope, requestId, { type: 'TransferChatToQueue', agentId }))
      : this.commands.execute(
          new CallbackCommandMessage(envelope, requestId, { type: 'TransferCallbackToQueue', agentId }),
        ));
    const engagementId = isRefusal(outcome) ? null : outcome.state?.engagementId;
    if (typeof engagementId === 'string') await this.release(envelope, agentId, engagementId, 'transferred');
    return outcome;
  }

  /** Accepts a request for the agent who is engaged for it. Releases the agent if that is refused. */
  async accept(
    envelope: CommandEnvelope,
    agentId: string,
    engagement: Engagement,
  ): Promise<CommandOutcome<RequestState>> {
    const { engagementId } = engagement;
    const outcome = await this.commands.execute<RequestMessage, CommandOutcome<RequestState>>(
      acceptance(stepEnvelope(envelope, 'take', engagementId), agentId, engagement),
    );
    if (isRefusal(outcome)) await this.release(envelope, agentId, engagementId, 'refused');
    return outcome;
  }

  /** Releases the agent. Does nothing if the engagement has ended. */
  async release(
    envelope: CommandEnvelope,
    agentId: string,
    engagementId: string,
    reason: 'finished' | 'refused' | 'transferred',
  ): Promise<void> {
    const step = stepEnvelope(envelope, 'release', engagementId);
    await this.commands.execute(new AgentCommandMessage(step, agentId, { type: 'ReleaseAgent', engagementId, reason }));
  }

  /** Requeues the request of an engagement. Does nothing if the request is no longer assigned to the engagement. */
  async requeue(
    envelope: CommandEnvelope,
    { engagementId, channel, requestId }: Omit<Engagement, 'transferOf'>,
  ): Promise<void> {
    const step = stepEnvelope(envelope, 'return', engagementId);
    await (channel === 'chat'
      ? this.commands.execute(new ChatCommandMessage(step, requestId, { type: 'ReturnChat', engagementId }))
      : this.commands.execute(new CallbackCommandMessage(step, requestId, { type: 'ReturnCallback', engagementId })));
  }

  /** Returns true if this is the agent's current engagement. Once false, it stays false. */
  async isCurrent(agentId: string, engagementId: string): Promise<boolean> {
    const { streams } = this.executor;
    const stream = agentStream(agentId);
    const isIn = ({ state }: { readonly state: Agent | undefined }) => state?.engaged?.engagementId === engagementId;
    return isIn(await streams.load(agentDecider, stream)) || isIn(await streams.read(agentDecider, stream));
  }

  /** Returns `'unavailable'` if the request was taken by another agent, or has ended. */
  private async attempt(
    envelope: CommandEnvelope,
    agentId: string,
    candidates: readonly LiveRequest[],
    { pushed }: AssignOptions,
  ): Promise<Assignment | Refusal | 'unavailable'> {
    const request = await this.claim(candidates, envelope.occurredAt ?? this.clock.now());
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
      if (!engagement) throw new Error(`EngageAgent succeeded, but the agent ${agentId} is not engaged.`);
      const wasEngaged = engaged.recorded === 0 && !engaged.repeated;
      const assignment = await this.complete(envelope, agentId, engagement, wasEngaged);
      if (assignment === 'unavailable') return assignment;
      // The process that completes assignments may have sent the acceptance before; that is no repeat of this command.
      return { ...assignment, outcome: { ...assignment.outcome, repeated: engaged.repeated } };
    } finally {
      if (request) this.claimed.delete(liveStream(request));
    }
  }

  private async complete(
    envelope: CommandEnvelope,
    agentId: string,
    engagement: Engagement,
    wasEngaged: boolean,
  ): Promise<Assignment | 'unavailable'> {
    const outcome = await this.accept(envelope, agentId, engagement);
    if (isRefusal(outcome)) return 'unavailable';
    if (!wasEngaged || (await this.isHeld(engagement))) return { request: engagement, outcome };
    await this.release(envelope, agentId, engagement.engagementId, 'finished');
    return 'unavailable';
  }

  /**
   * Claims, within this process, the first candidate that can be taken according to its own stream. Accepting it
   * confirms that; that there is none is found out by reading those that may have changed.
   */
  private async claim(candidates: readonly LiveRequest[], at: Instant): Promise<LiveRequest | null> {
    const doubtful: LiveRequest[] = [];
    for (const candidate of candidates) {
      const reader = this.executor.factReader(at, true);
      if (await this.claimOne(candidate, reader)) return candidate;
      if (reader.restsOnCache) doubtful.push(candidate);
    }
    for (const candidate of doubtful)
      if (await this.claimOne(candidate, this.executor.factReader(at))) return candidate;
    return null;
  }

  private async claimOne(candidate: LiveRequest, reader: FactReader): Promise<boolean> {
    const stream = liveStream(candidate);
    if (this.claimed.has(stream)) return false;
    this.claimed.add(stream);
    let isClaimed = false;
    try {
      isClaimed = await this.canBeTaken(candidate, reader);
    } finally {
      if (!isClaimed) this.claimed.delete(stream);
    }
    return isClaimed;
  }

  /** E2, L6, K4: true if the request is waiting and may be given to an agent now. */
  private async canBeTaken(request: LiveRequest, reader: FactReader): Promise<boolean> {
    const state = await stateOf(request, reader);
    if (state?.status !== 'waiting') return false;
    const member = await reader.read(memberDecider, memberStream(state.teamId, state.requesterId));
    return withheld(state, reader.at, { policies: reader.policies, member }) === undefined;
  }

  private async isHeld(engagement: Engagement): Promise<boolean> {
    const state = await stateOf(engagement, this.executor.factReader(this.clock.now()));
    return (state?.status === 'taken' || state?.status === 'active') && state.engagementId === engagement.engagementId;
  }
}

const stateOf = async (request: LiveRequest, reader: FactReader): Promise<RequestState> => {
  const stream = liveStream(request);
  return request.channel === 'chat' ? reader.read(chatDecider, stream) : reader.read(callbackDecider, stream);
};
