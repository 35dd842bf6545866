import { EVENT_STORE } from '@ledgerdesk/application';
import { type EventStore, isSealed, type ReadableLog, streamPagesOf } from '@ledgerdesk/event-store';
import { type SubjectFields, subjectOf } from '@ledgerdesk/events';
import { hasPersonalFields } from '@ledgerdesk/sealing';
import type { DomainEvent } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { SubjectRecords } from './subject-records.js';

/** Events that are read in one turn of the event loop, and bytes of them. */
const PAGE = { limit: 1_000, maxBytes: 262_144 };

/** Selects the events of a stream of a team that are about one person, in order. */
const ofSubject = ({ kind, subjectId }: SubjectFields): ((event: DomainEvent) => boolean) => {
  const inquiries = new Set<unknown>();
  return (event) => {
    const subject = subjectOf(event);
    const { inquiryId }: { readonly inquiryId?: unknown } = event.data;
    // Version 1 of `AddOnInquiryClosed` did not name the member who had asked.
    const isOfPerson = subject
      ? subject.kind === kind && subject.id === subjectId
      : inquiryId !== undefined && inquiries.has(inquiryId);
    if (isOfPerson) inquiries.add(inquiryId);
    return isOfPerson;
  };
};

/** Finds personal data that the log holds unsealed: recorded before the engine sealed it, so that no key erases it. */
@Injectable()
export class ClearText {
  constructor(
    @Inject(EVENT_STORE) private readonly log: EventStore & { readonly all?: ReadableLog },
    private readonly records: SubjectRecords,
  ) {}

  /** Returns true if a stream of the person has an event with personal fields of the person in clear. */
  async isHeldOf(subject: SubjectFields): Promise<boolean> {
    for await (const { stream, isShared } of this.records.streams(subject))
      if (await this.#isIn(stream, isShared ? ofSubject(subject) : () => true)) return true;
    return false;
  }

  /** Reads the events as they are stored. */
  async #isIn(stream: string, isOfPerson: (event: DomainEvent) => boolean): Promise<boolean> {
    for await (const page of streamPagesOf(this.log.all ?? this.log, stream, PAGE))
      for (const stored of page) {
        const event = { type: stored.type, data: JSON.parse(stored.data) as object };
        if (isOfPerson(event) && !isSealed(stored) && hasPersonalFields(event)) return true;
      }
    return false;
  }
}
