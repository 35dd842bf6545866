import { isRefusal } from '@ledgerdesk/kernel';
import type { Command, CommandBus } from '@nestjs/cqrs';
import type { CommandOutcome, CommandResult } from './command-executor.js';

/** Executes a command of the engine. Throws the message of a refusal, so that the caller retries the command. */
export const executeOrThrow = async <State>(
  commands: CommandBus,
  command: Command<CommandOutcome<State>>,
): Promise<CommandResult<State>> => {
  const outcome = await commands.execute(command);
  if (isRefusal(outcome)) throw new Error(outcome.message);
  return outcome;
};
