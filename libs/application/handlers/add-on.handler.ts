import { addOnDecider } from '@ledgerdesk/domain';
import { addOnStream, teamStream } from '@ledgerdesk/events';
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
      // P8: a team is not changed while its add-ons are priced, nor an add-on while the seats are.
      turnsWith: teamStream(teamId),
      decider: addOnDecider,
      bounded: true,
      input,
      facts: (reader) => addOnFacts(reader, teamId, buyer),
    });
  }
}
