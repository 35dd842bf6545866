import { timerCommand } from '@ledgerdesk/application';
import { decode, type EventStore, START } from '@ledgerdesk/event-store';
import { type Instant, isRefusal, type Position } from '@ledgerdesk/kernel';
import { timers } from '@ledgerdesk/projections';
import type { CommandBus } from '@nestjs/cqrs';
import { ArmedTimers } from './armed-timers.js';

/**
 * The deadline clock of work that brings its own time: folds `response-deadlines` over the log as it grows, and fires
 * what is due before a moment at its own instant, in order. The live clock must be off.
 */
export class TimersInMemory {
  private readonly armed = new ArmedTimers();
  private scannedTo: Position = START;

  constructor(
    private readonly log: EventStore,
    private readonly commands: CommandBus,
    private readonly tenant: string,
  ) {}

  /** Takes up what has come into the log since the last look. */
  async lookOn(): Promise<void> {
    for (let end = false; !end;) {
      const page = await this.log.readAll({ after: this.scannedTo, filter: { types: timers.handles } });
      page.events.map(decode).forEach((event) => this.armed.fold(event));
      this.scannedTo = page.scannedTo;
      end = page.end;
    }
  }

  /** Fires everything due before `moment`; how many events that recorded. Rejects where a deadline could not be recorded. */
  async fireBefore(moment: Instant): Promise<number> {
    let recorded = 0;
    for (let timer = this.armed.next(moment); timer; timer = this.armed.next(moment)) {
      const outcome = await this.commands.execute(timerCommand(timer, this.tenant, timer.at));
      if (isRefusal(outcome))
        throw new Error(`The deadline ${timer.kind} at ${timer.at} could not be recorded: ${outcome.message}`);
      recorded += outcome.recorded;
      await this.lookOn();
    }
    return recorded;
  }
}
