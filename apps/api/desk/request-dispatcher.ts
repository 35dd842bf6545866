import {
  type CommandEnvelope,
  CommandExecutor,
  type CommandResult,
  Engagements,
  EngineClock,
  type PolicyTimeline,
  POLICIES,
} from '@ledgerdesk/application';
import { agentDecider, type Callback, type Chat, resumesAt } from '@ledgerdesk/domain';
import { agentStream, type LiveChannel, SERVED_LANGUAGES } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { type AgentSkills, nextRequests } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Inject, Injectable } from '@nestjs/common';
import type { ReadModelProgress } from '../platform/http/ledger-position.hook.js';
import { Problem, problemOf } from '../platform/http/problem.js';
import { PROGRESS, ROWS } from '../platform/tokens.js';

const MAX_CANDIDATES = 200;
const QUEUE_TIMEOUT_MS = 1_000;

/** K4, R6: assigns the longest-waiting live request. Returns an agent's unfinished request instead of a new one. */
@Injectable()
export class RequestDispatcher {
  constructor(
    private readonly engagements: Engagements,
    private readonly executor: CommandExecutor,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
    private readonly clock: EngineClock,
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(PROGRESS) private readonly progress: ReadModelProgress,
  ) {}

  /** Throws Problem if no callback is waiting for these skills or the agent is in a chat. */
  nextCallback(envelope: CommandEnvelope, skills: Partial<AgentSkills>): Promise<CommandResult<Callback>> {
    return this.take(envelope, 'callback', skills, (state) => state !== undefined && 'callbackId' in state);
  }

  /** Takes the next waiting chat. Throws Problem if none matches these skills, or if the agent has a callback. */
  nextChat(envelope: CommandEnvelope, skills: Partial<AgentSkills>): Promise<CommandResult<Chat>> {
    return this.take(envelope, 'chat', skills, (state) => state !== undefined && 'chatId' in state);
  }

  private async take<T extends Callback | Chat>(
    envelope: CommandEnvelope,
    channel: LiveChannel,
    skills: Partial<AgentSkills>,
    isOfChannel: (state: Callback | Chat | undefined) => state is T,
  ): Promise<CommandResult<T>> {
    await this.progress.waitFor(await this.progress.head(), ['live-queue'], QUEUE_TIMEOUT_MS);
    const agentId = envelope.actor.id;
    const now = this.clock.now();
    const waiting = await nextRequests(this.rows, await this.skillsOf(agentId, channel, skills), {
      limit: MAX_CANDIDATES,
      agentId,
      canBeTaken: (row) => resumesAt(row, now, this.policies.at(now)) === null,
    });
    const assigned = await this.engagements.assignNext(envelope, agentId, waiting);
    if (isRefusal(assigned)) throw assigned.code === 'nothing-waiting' ? noneWaiting(channel) : problemOf(assigned);
    const {
      request,
      outcome: { state, ...rest },
    } = assigned;
    if (!isOfChannel(state))
      throw new Problem(409, 'agent-engaged', `You are working on a ${request.channel}. Finish it first.`, {
        rule: 'K4',
      });
    return { ...rest, state };
  }

  private async skillsOf(agentId: string, channel: LiveChannel, skills: Partial<AgentSkills>): Promise<AgentSkills> {
    // Read, since no append confirms what was chosen by them.
    const { state: agent } = await this.executor.streams.read(agentDecider, agentStream(agentId));
    const registered = agent?.registered ? agent : undefined;
    return {
      channels: [channel],
      products:
        skills.products ??
        registered?.products ??
        this.policies.at(this.clock.now()).taxonomy.products.map((product) => product.id),
      languages: skills.languages ?? registered?.languages ?? SERVED_LANGUAGES,
    };
  }
}

const noneWaiting = (channel: LiveChannel): Problem =>
  new Problem(404, `no-${channel}-waiting`, `No ${channel} is waiting for these products and languages.`, {
    rule: channel === 'chat' ? 'R6' : 'K4',
  });
