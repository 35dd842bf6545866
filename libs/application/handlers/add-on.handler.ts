import { addOnDecider } from '@ledgerdesk/domain';
import { addOnStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { addOnFacts } from '../add-on-facts.js';
import { CommandExecutor } from '../command-executor.js';
import { AddOnCommandMessage } from '../command-messages.js';

/** Executes commands on a team's add-on. */
@CommandHandler(AddOnCommandMessage)
export class AddOnHandler implements ICommandHandler<AddOnCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, teamId, product, buyer, input }: AddOnCommandMessage) {
    return this.executor.execute(envelope, {
      stream: addOnStream(teamId, product),
      decider: addOnDecider,
      bounded: true,
      input,
      facts: (reader) => addOnFacts(reader, teamId, buyer),
    });
  }
}
