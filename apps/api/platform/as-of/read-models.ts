import { EngineClock, LOG_VIEW, type ViewedLog } from '@ledgerdesk/application';
import { recordedAtOrBefore } from '@ledgerdesk/event-store';
import { type Instant, isPosition } from '@ledgerdesk/kernel';
import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { type AsOf, type AsOfReader, type Asker, type Until, untilOf } from '@ledgerdesk/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { AS_OF_READER, ROWS } from '../tokens.js';
import type { AsOfParams } from './as-of.dto.js';
import { assertReached } from './assert-reached.js';

/** The point in time as of which a request reads. */
export interface Moment {
  readonly at: Instant;
  /** Where a replay of the log ends. `head`: the query reads the live rows. */
  readonly until: Until;
  /** Who asks. */
  readonly asker: Asker;
}

interface QueryOptions {
  readonly moment: Moment;
  /** Masks personal fields of replayed rows. Live rows are never masked. */
  readonly masked?: boolean;
}

const asOfIn = (asOf: string): AsOf => (isPosition(asOf) ? { position: asOf } : { instant: asOf });

/** Runs queries on the live read models, or on read models replayed as of an earlier moment. */
@Injectable()
export class ReadModels {
  constructor(
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(AS_OF_READER) private readonly asOf: AsOfReader,
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
    private readonly clock: EngineClock,
  ) {}

  /** Resolves `asOf` and `by`; the current time without `asOf`. Throws Problem for a position beyond the head. */
  async moment({ asOf, by }: AsOfParams, asker: Asker): Promise<Moment> {
    if (asOf === undefined) return { at: this.clock.now(), until: untilOf(undefined), asker };
    const moment = asOfIn(asOf);
    const until = untilOf(moment, by);
    if ('instant' in moment) return { at: moment.instant, until, asker };
    await assertReached(this.log, moment.position, 'asOf');
    return { at: (await recordedAtOrBefore(this.log, moment.position)) ?? this.clock.now(), until, asker };
  }

  /** Runs a query on the live rows, or on rows replayed as of `moment`. Reports run in a worker thread. */
  query<Params, Answer>(
    query: NamedQuery<Params, Answer>,
    params: Params,
    { moment: { until, asker }, masked = false }: QueryOptions,
  ): Promise<Answer> {
    if ('head' in until && query.readsManyRows !== true && !query.replays) return query.run(this.rows, params);
    return this.asOf.query(query, { params, until, masked }, asker);
  }
}
