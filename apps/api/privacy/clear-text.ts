import { EVENT_STORE } from '@ledgerdesk/application';
import { type EventStore, isSealed, type ReadableLog, streamPagesOf } from '@ledgerdesk/event-store';
import type { SubjectFields } from '@ledgerdesk/events';
import { hasPersonalFields } from '@ledgerdesk/sealing';
import { Inject, Injectable } from '@nestjs/common';
import { SubjectRecords } from './subject-records.js';

/** Events that are read in one turn of the event loop, and bytes of them. */
const PAGE = { limit: 1_000, maxBytes: 262_144 };

/** Finds personal data that the log holds unsealed: recorded before the engine sealed it, so that no key erases it. */
@Injectable()
export class ClearText {
  constructor(
    @Inject(EVENT_STORE) private readonly log: EventStore & { readonly all?: ReadableLog },
    private readonly records: SubjectRecords,
  ) {}

  /** Returns true if a stream of the person has an event with personal fields in clear. */
  async isHeldOf(subject: SubjectFields): Promise<boolean> {
    for await (const { stream } of this.records.streams(subject)) if (await this.#isIn(stream)) return true;
    return false;
  }

  /** Reads the events as they are stored. */
  async #isIn(stream: string): Promise<boolean> {
    for await (const page of streamPagesOf(this.log.all ?? this.log, stream, PAGE))
      for (const event of page)
        if (!isSealed(event) && hasPersonalFields({ type: event.type, data: JSON.parse(event.data) as object }))
          return true;
    return false;
  }
}
