import { type Callback, callbackDecider, type CallbackFacts, memberDecider, ticketDecider } from '@ledgerdesk/domain';
import { callbackStream, memberStream, ticketStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { CallbackCommandMessage } from '../command-messages.js';
import type { FactReader } from '../fact-reader.js';
import { LiveTickets } from '../live-tickets/live-tickets.js';
import { requestFacts } from '../request-facts.js';
import { WaitingRequests } from '../waiting-requests.js';

/** Executes commands on a callback. */
@CommandHandler(CallbackCommandMessage)
export class CallbackHandler implements ICommandHandler<CallbackCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly tickets: LiveTickets,
    private readonly waiting: WaitingRequests,
  ) {}

  /** R6, K4: also opens the ticket in which the callback continues. */
  async execute(message: CallbackCommandMessage): Promise<CommandOutcome<Callback | undefined>> {
    const { envelope, callbackId, input } = message;
    if (input.type === 'RequestCallback')
      return this.waiting.inTurn({ ...input, channel: 'callback' }, callbackId, () => this.decide(message));
    const outcome = await this.decide(message);
    if (isRefusal(outcome) || outcome.state?.status !== 'given-up') return outcome;
    return this.tickets.openAfter(outcome, callbackStream(callbackId), envelope);
  }

  private decide(message: CallbackCommandMessage): Promise<CommandOutcome<Callback | undefined>> {
    const { envelope, callbackId, input } = message;
    return this.executor.execute(envelope, {
      stream: callbackStream(callbackId),
      opens: input.type === 'RequestCallback',
      decider: callbackDecider,
      input,
      needsNoTexts: input.type === 'EraseCallback',
      facts: (reader, callback) => this.facts(reader, message, callback),
    });
  }

  /** Facts of a request: also the ticket that the call is about. Others need the requester, who may have left. */
  private async facts(
    reader: FactReader,
    { callbackId, input, candidates }: CallbackCommandMessage,
    callback: Callback | undefined,
  ): Promise<CallbackFacts> {
    const { policies } = reader;
    if (input.type !== 'RequestCallback') {
      if (!callback) return { policies };
      return {
        policies,
        member: await reader.read(memberDecider, memberStream(callback.teamId, callback.requesterId)),
      };
    }
    const facts = {
      ...(await requestFacts(reader, input)),
      othersWaiting: await this.waiting.others({ ...input, channel: 'callback' }, callbackId, candidates, reader),
    };
    if (input.ticketId === undefined) return facts;
    return { ...facts, ticket: await reader.read(ticketDecider, ticketStream(input.ticketId)) };
  }
}
