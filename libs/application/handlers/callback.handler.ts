import { type CallbackCommand, callbackDecider, type CallbackFacts, ticketDecider } from '@ledgerdesk/domain';
import { callbackStream, ticketStream } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ToCallback } from '../commands.js';
import { CommandExecutor, type RuleSource } from '../executor.js';
import type { FactReader } from '../facts.js';
import { requestFacts } from '../request-facts.js';
import type { RuleBook } from '../rules/rule-book.js';
import { RULES } from '../tokens.js';

const COUNTING: Partial<Record<CallbackCommand['type'], readonly RuleSource[]>> = {
  RequestCallback: ['policy', 'calendars', 'taxonomy', 'tzdb'],
  RecordUnansweredCallback: ['policy'],
};

@CommandHandler(ToCallback)
export class CallbackHandler implements ICommandHandler<ToCallback> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(RULES) private readonly rules: RuleBook,
  ) {}

  execute({ envelope, callbackId, input }: ToCallback) {
    return this.executor.execute(envelope, {
      stream: callbackStream(callbackId),
      opens: input.type === 'RequestCallback',
      fold: callbackDecider,
      counts: COUNTING[input.type] ?? [],
      decide: async (callback, at, facts) =>
        callbackDecider.decide({ ...input, at }, callback, await this.factsFor(input, at, facts)),
    });
  }

  private async factsFor(input: ToCallback['input'], at: Instant, facts: FactReader): Promise<CallbackFacts> {
    const rules = this.rules.at(at);
    if (input.type !== 'RequestCallback') return { rules };
    const asked = await requestFacts(facts, rules, input, at);
    return input.ticketId === undefined
      ? asked
      : { ...asked, ticket: await facts.read(ticketDecider, ticketStream(input.ticketId)) };
  }
}
