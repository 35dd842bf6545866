import { CLOCK_EVENTS } from '@ledgerdesk/domain';
import { type EventType, isLogged, type LoggedEvent } from '@ledgerdesk/events';
import type { Instant, RecordedEvent } from '@ledgerdesk/kernel';

/** The events that one command appended to a ticket's stream, in order. */
export interface TicketStep {
  readonly stream: string;
  /** When the command took effect. */
  readonly at: Instant;
  readonly events: readonly RecordedEvent[];
  /** Revisions of the streams that the decision read. */
  readonly read: Readonly<Record<string, number>>;
  /** Versions of policy files and time-zone data that the decision used. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Types of the events of a ticket that its response clocks follow from, with those of the clocks themselves. */
export const STEP_EVENTS = [
  'TicketOpened',
  'LiveSupportLinked',
  'TicketReplied',
  'TicketAnswered',
  'TicketHeld',
  'TicketResumed',
  'TicketSolved',
  'TicketReopened',
  'TicketClosed',
  'TicketMerged',
  'TicketMergeReceived',
  'TicketErased',
  ...CLOCK_EVENTS,
] as const satisfies readonly EventType[];

/** Returns the first event of a type in a step. */
export const eventIn = <Type extends EventType>(
  { events }: Pick<TicketStep, 'events'>,
  type: Type,
): LoggedEvent<Type> | undefined => {
  for (const event of events) if (isLogged(event, [type])) return event;
  return undefined;
};

const stepOf = (events: readonly [RecordedEvent, ...RecordedEvent[]]): TicketStep => {
  const [{ stream, occurredAt: at, metadata }] = events;
  return { stream, at, events, read: metadata.read ?? {}, versions: metadata.versions ?? {} };
};

/** Collects the events of a log into steps. The events of one command follow each other in the log. */
export class StepCollector {
  private collected: [RecordedEvent, ...RecordedEvent[]] | undefined;

  /** Takes the next event. Returns the step before it, if that is complete. */
  add(event: RecordedEvent): TicketStep | undefined {
    const [first] = this.collected ?? [];
    if (first?.stream === event.stream && first.metadata.commandId === event.metadata.commandId) {
      this.collected?.push(event);
      return undefined;
    }
    const step = this.end();
    this.collected = [event];
    return step;
  }

  /** Returns the last step, which no event follows. */
  end(): TicketStep | undefined {
    const { collected } = this;
    this.collected = undefined;
    return collected && stepOf(collected);
  }
}
