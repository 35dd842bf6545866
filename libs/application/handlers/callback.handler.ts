import { type CallbackCommand, callbackDecider, type CallbackFacts, ticketDecider } from '@ledgerdesk/domain';
import { callbackStream, ticketStream } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CallbackCommandMessage } from '../command-messages.js';
import { CommandExecutor, type PolicySource } from '../command-executor.js';
import type { FactReader } from '../fact-reader.js';
import { requestFacts } from '../request-facts.js';
import type { PolicyTimeline } from '../policies/policy-timeline.js';
import { POLICIES } from '../injection-tokens.js';

const COUNTING: Partial<Record<CallbackCommand['type'], readonly PolicySource[]>> = {
  RequestCallback: ['policy', 'calendars', 'taxonomy', 'tzdb'],
  RecordUnansweredCallback: ['policy'],
};

@CommandHandler(CallbackCommandMessage)
export class CallbackHandler implements ICommandHandler<CallbackCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  execute({ envelope, callbackId, input }: CallbackCommandMessage) {
    return this.executor.execute(envelope, {
      stream: callbackStream(callbackId),
      opens: input.type === 'RequestCallback',
      decider: callbackDecider,
      counts: COUNTING[input.type] ?? [],
      decide: async (callback, at, facts) =>
        callbackDecider.decide({ ...input, at }, callback, await this.factsFor(input, at, facts)),
    });
  }

  private async factsFor(
    input: CallbackCommandMessage['input'],
    at: Instant,
    facts: FactReader,
  ): Promise<CallbackFacts> {
    const policies = this.policies.at(at);
    if (input.type !== 'RequestCallback') return { policies };
    const asked = await requestFacts(facts, policies, input, at);
    return input.ticketId === undefined
      ? asked
      : { ...asked, ticket: await facts.read(ticketDecider, ticketStream(input.ticketId)) };
  }
}
