import { type Callback, callbackDecider, type CallbackFacts, ticketDecider } from '@ledgerdesk/domain';
import { callbackStream, ticketStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor, type CommandOutcome } from '../command-executor.js';
import { CallbackCommandMessage } from '../command-messages.js';
import { LiveTickets } from '../live-tickets/live-tickets.js';
import type { FactReader } from '../fact-reader.js';
import { requestFacts } from '../request-facts.js';

/** Reads the facts of a request, and the ticket that the call is about. Other commands need only the policies. */
const callbackFacts = async (reader: FactReader, input: CallbackCommandMessage['input']): Promise<CallbackFacts> => {
  if (input.type !== 'RequestCallback') return { policies: reader.policies };
  const facts = await requestFacts(reader, input);
  if (input.ticketId === undefined) return facts;
  return { ...facts, ticket: await reader.read(ticketDecider, ticketStream(input.ticketId)) };
};

/** Executes commands on a callback. */
@CommandHandler(CallbackCommandMessage)
export class CallbackHandler implements ICommandHandler<CallbackCommandMessage> {
  constructor(
    private readonly executor: CommandExecutor,
    private readonly tickets: LiveTickets,
  ) {}

  /** R6, K4: also opens the ticket in which the callback continues. */
  async execute({
    envelope,
    callbackId,
    input,
  }: CallbackCommandMessage): Promise<CommandOutcome<Callback | undefined>> {
    const stream = callbackStream(callbackId);
    const outcome = await this.executor.execute(envelope, {
      stream,
      opens: input.type === 'RequestCallback',
      decider: callbackDecider,
      input,
      facts: (reader) => callbackFacts(reader, input),
    });
    if (isRefusal(outcome) || outcome.recorded === 0 || outcome.state?.status !== 'given-up') return outcome;
    return this.tickets.openAfter(outcome, stream, envelope.tenant);
  }
}
