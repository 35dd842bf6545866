import { clockMoveDecider, clockStepDecider } from '@ledgerdesk/domain';
import { CLOCK_STREAM, clockStepsStream } from '@ledgerdesk/events';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandExecutor } from '../command-executor.js';
import { ClockMoveCommandMessage, ClockStepCommandMessage } from '../command-messages.js';

/** Executes commands that move a simulated clock. */
@CommandHandler(ClockMoveCommandMessage)
export class ClockMoveHandler implements ICommandHandler<ClockMoveCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, input }: ClockMoveCommandMessage) {
    return this.executor.execute(envelope, {
      stream: CLOCK_STREAM,
      bounded: true,
      decider: clockMoveDecider,
      input,
      facts: async () => ({}),
    });
  }
}

/** Executes commands that record the steps of a move. */
@CommandHandler(ClockStepCommandMessage)
export class ClockStepHandler implements ICommandHandler<ClockStepCommandMessage> {
  constructor(private readonly executor: CommandExecutor) {}

  execute({ envelope, input }: ClockStepCommandMessage) {
    return this.executor.execute(envelope, {
      stream: clockStepsStream(input.moveId),
      decider: clockStepDecider,
      input,
      facts: async () => ({}),
    });
  }
}
