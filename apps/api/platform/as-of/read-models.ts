import { EVENT_STORE, Recorder } from '@ledgerdesk/application';
import { type EventStore, recordedBy } from '@ledgerdesk/event-store';
import type { Instant } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { type AsOf, type Until, untilOf } from '@ledgerdesk/runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { AsOfReader, AsOfQuery } from '../../../server/index.js';
import { isPosition } from '../http/fields.js';
import { AS_OF_READER, ROWS } from '../tokens.js';
import type { AsOfParams } from './as-of.dto.js';
import { assertReached } from './reached.js';

/** What a question is about: when, and how far the log goes then. */
export interface Moment {
  readonly at: Instant;
  readonly until: Until;
}

type Question<Answer> = (rows: RowReader, moment: Moment) => Promise<Answer>;

const momentIn = (asOf: string): AsOf => (isPosition(asOf) ? { position: asOf } : { instant: asOf });

/** Read models as they are, and as they were. */
@Injectable()
export class ReadModels {
  constructor(
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(AS_OF_READER) private readonly past: AsOfReader,
    @Inject(EVENT_STORE) private readonly log: EventStore,
    private readonly recorder: Recorder,
  ) {}

  /** Asks the rows that serve or, as of a moment, such as are folded from the log. Throws for a position that it has not reached. */
  async ask<Answer>(
    { asOf, by }: AsOfParams,
    asked: Omit<AsOfQuery, 'until'>,
    question: Question<Answer>,
  ): Promise<Answer> {
    if (asOf === undefined) return question(this.rows, { at: this.recorder.clock.now(), until: { head: true } });
    const moment = await this.momentOf(momentIn(asOf), by);
    return this.past.read({ ...asked, until: moment.until }, (rows) => question(rows, moment));
  }

  private async momentOf(asOf: AsOf, by: AsOfParams['by']): Promise<Moment> {
    const until = untilOf(asOf, by);
    if ('instant' in asOf) return { at: asOf.instant, until };
    await assertReached(this.log, asOf.position, 'asOf');
    return { at: (await recordedBy(this.log, asOf.position)) ?? this.recorder.clock.now(), until };
  }
}
