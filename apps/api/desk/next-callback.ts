import { type CommandEnvelope, CommandExecutor, type Outcome, Recorder, type RuleBook, RULES, ToCallback } from '@ledgerdesk/application';
import { agentDecider, type Callback } from '@ledgerdesk/domain';
import { agentStream, SERVED_LANGUAGES } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { callbacksTakenBy, callbacksTakenWith, nextCallbacks, type CallbackRow, type CallbackSkills } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Progress } from '../http/ledger-position.hook.js';
import { PROGRESS, ROWS } from '../tokens.js';

const CANDIDATES = 200;
const QUEUE_PATIENCE_MS = 1_000;

/** What an agent took, as the queue shows it (phone and reason included) and as the log has it. */
export interface TakenCallback {
  readonly row: CallbackRow;
  readonly outcome: Outcome<Callback | undefined>;
}

/** K4: hands the longest-waiting callback to an agent. An agent who holds one gets that one again until it is finished. */
@Injectable()
export class NextCallback {
  constructor(
    private readonly commands: CommandBus, private readonly executor: CommandExecutor, @Inject(RULES) private readonly rules: RuleBook, private readonly recorder: Recorder,
    @Inject(ROWS) private readonly rows: RowReader, @Inject(PROGRESS) private readonly progress: Progress,
  ) {}

  /** The callback taken; undefined when none waits for these skills. */
  async take(envelope: CommandEnvelope, asked: Partial<CallbackSkills>): Promise<TakenCallback | undefined> {
    await this.progress.reached(await this.progress.head(), ['callback-queue'], QUEUE_PATIENCE_MS);
    const agentId = envelope.actor.id;
    const before = envelope.fresh ? [] : await callbacksTakenWith(this.rows, envelope.commandId);
    const held = await callbacksTakenBy(this.rows, agentId);
    const waiting = await nextCallbacks(this.rows, await this.skillsOf(agentId, asked), CANDIDATES);
    for (const row of [...before, ...held, ...waiting]) {
      const outcome = await this.commands.execute(new ToCallback(envelope, row.callbackId, { type: 'TakeCallback', agentId }));
      if (!isRefusal(outcome) || outcome.reason !== 'conflict') return { row, outcome };
    }
    return undefined;
  }

  private async skillsOf(agentId: string, asked: Partial<CallbackSkills>): Promise<CallbackSkills> {
    const { state: agent } = await this.executor.streams.load(agentDecider, agentStream(agentId));
    return {
      products: asked.products ?? agent?.products ?? this.rules.at(this.recorder.clock.now()).taxonomy.products.map((product) => product.id),
      languages: asked.languages ?? agent?.languages ?? SERVED_LANGUAGES,
    };
  }
}
