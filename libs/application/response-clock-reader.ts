import {
  type ClockExplanation,
  explainClocks,
  EXPLAINED_EVENTS,
  type Policies,
  type Ticket,
  ticketDecider,
} from '@ledgerdesk/domain';
import { decode, type ReadableLog, streamPagesOf } from '@ledgerdesk/event-store';
import { ticketStream } from '@ledgerdesk/events';
import type { RecordedEvent } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CommandExecutor } from './command-executor.js';
import { LOG_VIEW, POLICIES } from './injection-tokens.js';
import { withCalendars } from './policies/compose-policies.js';
import { PolicyRecord } from './policies/policy-record.js';
import type { PolicyTimeline } from './policies/policy-timeline.js';

/** Events that are read in one turn of the event loop, and bytes of them. */
const PAGE = { limit: 1_000, maxBytes: 262_144 };

/** The requester of a ticket. */
export interface TicketOwner {
  readonly teamId: string;
  readonly requesterId: string;
}

/** A ticket's entitlement (null for standard support, E10) and its response clocks, each with its computation. */
export interface ExplainedTicket extends Pick<Ticket, 'entitlement'> {
  readonly clocks: readonly ClockExplanation[];
}

/**
 * Explains response clocks from the events in the log, so that an auditor can recompute what a requester is shown.
 *
 * @example
 * const explained = await reader.explain(ticketId, { teamId: 'acme', requesterId: 'aiko' });
 */
@Injectable()
export class ResponseClockReader {
  constructor(
    private readonly executor: CommandExecutor,
    @Inject(LOG_VIEW) private readonly log: Pick<ReadableLog, 'readStream'>,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
    private readonly record: PolicyRecord,
  ) {}

  /** Returns undefined if the ticket does not exist, or belongs to another owner (V4). */
  async explain(ticketId: string, owner?: TicketOwner): Promise<ExplainedTicket | undefined> {
    const isHidden = ({ state: ticket }: { readonly state: Ticket | undefined }): boolean =>
      !ticket || (!!owner && (ticket.teamId !== owner.teamId || ticket.requesterId !== owner.requesterId));
    const viewed = await this.executor.views.decide((read) => read(ticketDecider, ticketStream(ticketId)), isHidden);
    const { state: ticket } = viewed;
    if (!ticket || isHidden(viewed)) return undefined;
    const events = await this.explainedEvents(ticketId);
    const calendars = await this.calendarsOf(events);
    const policiesOf = ({ occurredAt, metadata }: RecordedEvent): Policies =>
      calendars.get(metadata.versions?.['calendars'] ?? '') ?? this.policies.at(occurredAt);
    return { entitlement: ticket.entitlement, clocks: explainClocks(events, policiesOf) };
  }

  /** Read in pages, and without the texts of the thread, which may be long. */
  private async explainedEvents(ticketId: string): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const page of streamPagesOf(this.log, ticketStream(ticketId), PAGE))
      events.push(...page.filter(({ type }) => EXPLAINED_EVENTS.includes(type)).map(decode));
    return events;
  }

  /** Policies with the calendars that the events used, by version, as they were recorded at their first use. */
  private async calendarsOf(events: readonly RecordedEvent[]): Promise<ReadonlyMap<string, Policies>> {
    const used = new Map<string, Policies>();
    for (const { metadata, occurredAt } of events) {
      const version = metadata.versions?.['calendars'];
      const inForce = this.policies.at(occurredAt);
      if (version === undefined || used.has(version) || version === inForce.calendarsVersion) continue;
      const text = await this.record.textOf('calendars', version);
      if (text !== undefined) used.set(version, withCalendars(inForce, text));
    }
    return used;
  }
}
