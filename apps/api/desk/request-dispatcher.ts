import {
  type CommandEnvelope,
  CommandExecutor,
  type CommandResult,
  Engagements,
  Recorder,
  type PolicyTimeline,
  POLICIES,
} from '@ledgerdesk/application';
import { agentDecider, type Callback, type Chat } from '@ledgerdesk/domain';
import { agentStream, type LiveChannel, SERVED_LANGUAGES } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { type AgentSkills, nextRequests } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Inject, Injectable } from '@nestjs/common';
import type { ReadModelProgress } from '../platform/http/ledger-position.hook.js';
import { Problem, problemOf } from '../platform/http/problem.js';
import { PROGRESS, ROWS } from '../platform/tokens.js';

const CANDIDATES = 200;
const QUEUE_PATIENCE_MS = 1_000;

/** K4, R6: hands the longest-waiting request to an agent who asks. Who has one in hand gets that one again until it is finished. */
@Injectable()
export class RequestDispatcher {
  constructor(
    private readonly engagements: Engagements,
    private readonly executor: CommandExecutor,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
    private readonly recorder: Recorder,
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(PROGRESS) private readonly progress: ReadModelProgress,
  ) {}

  /** Throws where no callback waits for these skills, and where the agent has a chat in hand. */
  callback(envelope: CommandEnvelope, asked: Partial<AgentSkills>): Promise<CommandResult<Callback>> {
    return this.take(envelope, 'callback', asked, (state) => state !== undefined && 'callbackId' in state);
  }

  /** Throws where no chat waits for these skills, and where the agent has a callback in hand. */
  chat(envelope: CommandEnvelope, asked: Partial<AgentSkills>): Promise<CommandResult<Chat>> {
    return this.take(envelope, 'chat', asked, (state) => state !== undefined && 'chatId' in state);
  }

  private async take<T extends Callback | Chat>(
    envelope: CommandEnvelope,
    channel: LiveChannel,
    asked: Partial<AgentSkills>,
    isOfChannel: (state: Callback | Chat | undefined) => state is T,
  ): Promise<CommandResult<T>> {
    await this.progress.reached(await this.progress.head(), ['live-queue'], QUEUE_PATIENCE_MS);
    const agentId = envelope.actor.id;
    const waiting = await nextRequests(this.rows, await this.skillsOf(agentId, channel, asked), CANDIDATES);
    const given = await this.engagements.assignNext(envelope, agentId, waiting);
    if (isRefusal(given)) throw given.code === 'nothing-waiting' ? nothingWaits(channel) : problemOf(given);
    const {
      request,
      outcome: { state, ...done },
    } = given;
    if (!isOfChannel(state))
      throw new Problem(409, 'agent-engaged', `You have a ${request.channel} in hand. Finish that first.`, {
        rule: 'K4',
      });
    return { ...done, state };
  }

  private async skillsOf(agentId: string, channel: LiveChannel, asked: Partial<AgentSkills>): Promise<AgentSkills> {
    const { state: agent } = await this.executor.streams.load(agentDecider, agentStream(agentId));
    const registered = agent?.registered ? agent : undefined;
    return {
      channels: [channel],
      products:
        asked.products ??
        registered?.products ??
        this.policies.at(this.recorder.clock.now()).taxonomy.products.map((product) => product.id),
      languages: asked.languages ?? registered?.languages ?? SERVED_LANGUAGES,
    };
  }
}

const nothingWaits = (channel: LiveChannel): Problem =>
  new Problem(404, `no-${channel}-waiting`, `No ${channel} is waiting for these products and languages.`, {
    rule: channel === 'chat' ? 'R6' : 'K4',
  });
