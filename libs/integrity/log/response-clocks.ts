import { withRecordedTexts } from '@ledgerdesk/application';
import {
  CLOCK_EVENTS,
  clockContradictions,
  dueAfterPause,
  type Policies,
  type ResponseDue,
  responseDueFor,
  type Ticket,
  ticketDecider,
} from '@ledgerdesk/domain';
import { type ReadableLog, type StoredEvent, streamPagesOf } from '@ledgerdesk/event-store';
import { isLogged, policyStream, prefixOf } from '@ledgerdesk/events';
import { errorCodeOf, type Evolver, messageOf, type RecordedEvent } from '@ledgerdesk/kernel';
import { decodeClear } from '../decode-clear.js';
import { damage } from '../finding.js';
import type { Report } from '../findings.js';
import { type CheckedEvent, type LogCheck, placeOf } from '../log-check.js';

const PAGE = { limit: 1_000, maxBytes: 1_048_576 };
const TICKETS = prefixOf('ticket');
const tickets: Evolver<Ticket | undefined> = ticketDecider;

interface ResponseClocksOptions {
  readonly log: Pick<ReadableLog, 'readStream'>;
  /** Time-zone data, and the files that are not recorded. */
  readonly policies: Policies;
}

/** Names the file and version of a recorded policy. */
const keyOf = (name: string, version: string): string => `${name} ${version}`;

/** The recorded texts of policies and calendars, by name and version, read when a version is not among them. */
class RecordedTexts {
  private readonly texts = new Map<string, unknown>();
  private readonly composed = new Map<string, Policies | undefined>();

  constructor(private readonly options: ResponseClocksOptions) {}

  /** The policies that an event was decided with; undefined if the log does not have them. */
  async policiesOf({ metadata: { versions = {} } }: RecordedEvent): Promise<Policies | undefined> {
    const { policy = '', calendars = '', tzdb } = versions;
    const { policies } = this.options;
    if (policy === '' || tzdb !== policies.zones.version) return undefined;
    const key = `${policy}\n${calendars}`;
    if (!this.composed.has(key)) this.composed.set(key, await this.compose(policy, calendars));
    return this.composed.get(key);
  }

  private async compose(policyVersion: string, calendarsVersion: string): Promise<Policies | undefined> {
    const policy = await this.textOf('policy', policyVersion);
    const calendars = await this.textOf('calendars', calendarsVersion);
    if (policy === undefined || (calendars === undefined && calendarsVersion !== '')) return undefined;
    try {
      const { policies } = this.options;
      return withRecordedTexts(policies, { policy, calendars: calendars ?? { calendars: [] } });
    } catch {
      return undefined;
    }
  }

  private async textOf(name: 'policy' | 'calendars', version: string): Promise<unknown> {
    if (!this.texts.has(keyOf(name, version))) await this.load(name);
    return this.texts.get(keyOf(name, version));
  }

  private async load(name: 'policy' | 'calendars'): Promise<void> {
    for (const stored of await this.options.log.readStream(policyStream(name))) {
      const event = decodeClear(stored);
      if (!isLogged(event, ['PolicyVersionUsed']) || event.data.text === null) continue;
      this.texts.set(keyOf(name, event.data.policyVersion), JSON.parse(event.data.text) as unknown);
    }
  }
}

/** The events of one command belong together: a clock that follows a merge came from the other ticket. */
const isCarried = (event: RecordedEvent, merge: RecordedEvent | undefined): boolean =>
  merge !== undefined && merge.metadata.commandId === event.metadata.commandId;

/** The due times that the recorded policies give, where they are known. */
const dueOf = (ticket: Ticket, event: RecordedEvent, policies: Policies): ResponseDue | undefined => {
  if (isLogged(event, ['ResponseClockStarted'])) {
    const { servedLanguage, startedAt } = event.data;
    return responseDueFor(ticket.entitlement, servedLanguage, startedAt, policies) ?? undefined;
  }
  if (!isLogged(event, ['ResponseClockResumed']) || !ticket.clock) return undefined;
  return dueAfterPause(ticket.clock, event.data.resumedAt, policies);
};

/**
 * Recomputes the response clocks of every ticket: due times from the recorded calendars, `inTime` from due time and
 * breach, breaches from due times. Reads each ticket's stream once, when its first event is checked.
 */
export class ResponseClocks implements LogCheck {
  private readonly texts: RecordedTexts;

  constructor(private readonly options: ResponseClocksOptions) {
    this.texts = new RecordedTexts(options);
  }

  check({ stored }: CheckedEvent, report: Report): void | Promise<void> {
    if (stored.revision === 0 && stored.stream.startsWith(TICKETS)) return this.attempt(stored, report);
  }

  /** Events that are damaged may leave nothing to compute from. */
  private async attempt(stored: StoredEvent, report: Report): Promise<void> {
    try {
      await this.checkTicket(stored.stream, report);
    } catch (error) {
      if (errorCodeOf(error) !== undefined) throw error;
      report(damage('derived-fact', placeOf(stored), `its clocks cannot be computed: ${messageOf(error)}`));
    }
  }

  private async checkTicket(stream: string, report: Report): Promise<void> {
    let ticket: Ticket | undefined;
    let merge: RecordedEvent | undefined;
    for await (const page of streamPagesOf(this.options.log, stream, PAGE)) {
      for (const stored of page) {
        const event = this.decoded(stored);
        if (!event) return;
        if (event.type === 'TicketMergeReceived') merge = event;
        if (ticket) await this.checkEvent(ticket, { stored, event, merge }, report);
        ticket = tickets.evolve(ticket, event, event.occurredAt);
      }
    }
  }

  private async checkEvent(
    ticket: Ticket,
    { stored, event, merge }: { stored: StoredEvent; event: RecordedEvent; merge: RecordedEvent | undefined },
    report: Report,
  ): Promise<void> {
    if (!isLogged(event, CLOCK_EVENTS)) return;
    const policies = isCarried(event, merge) ? undefined : await this.texts.policiesOf(event);
    const due = policies && dueOf(ticket, event, policies);
    const found = clockContradictions(ticket, event, due);
    if (found.length > 0) report(damage('derived-fact', placeOf(stored), `${stored.type}: ${found.join('; ')}`));
  }

  /** Undefined if the event cannot be read, which is a finding of its own. */
  private decoded(stored: StoredEvent): RecordedEvent | undefined {
    try {
      return decodeClear(stored);
    } catch {
      return undefined;
    }
  }
}
