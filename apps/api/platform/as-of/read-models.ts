import { EngineClock, LOG_VIEW, type ViewedLog } from '@ledgerdesk/application';
import { recordedAtOrBefore } from '@ledgerdesk/event-store';
import { comparePositions, type Instant, isPosition, type Position, type TimeBasis } from '@ledgerdesk/kernel';
import { type Manifest, ManifestMaker } from '@ledgerdesk/manifest';
import { currentProjection, handledBy, questionOf, servingProjection } from '@ledgerdesk/projections';
import type { NamedQuery, RowReader } from '@ledgerdesk/read-store';
import {
  type AsOf,
  type AsOfReader,
  type Asker,
  type Digested,
  type ReadVersion,
  type Until,
  untilOf,
} from '@ledgerdesk/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { AS_OF_READER, ROWS } from '../tokens.js';
import type { AsOfParams } from './as-of.dto.js';
import { assertReached } from './assert-reached.js';

/** The point in time as of which a request reads. */
export interface Moment {
  readonly at: Instant;
  readonly by: TimeBasis;
  /** The instant that was asked for. Absent for a position, and for the current state. */
  readonly instant?: Instant;
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

/** An answer, and its manifest. */
export interface Answered<Answer> {
  readonly answer: Answer;
  readonly manifest: Manifest;
}

/** A digested answer, and how it was asked for. */
interface Stated<Answer> {
  readonly moment: Moment;
  readonly masked: boolean;
  readonly digested: Digested<Answer>;
  readonly position: Position;
}

/** The read model that has read least of the log; undefined if there is none. */
const lastOf = (read: readonly ReadVersion[]): ReadVersion | undefined =>
  [...read].sort((a, b) => comparePositions(a.position, b.position))[0];

/** Runs queries on the live read models, or on read models replayed as of an earlier moment. */
@Injectable()
export class ReadModels {
  constructor(
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(AS_OF_READER) private readonly asOf: AsOfReader,
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
    private readonly clock: EngineClock,
    private readonly manifests: ManifestMaker,
  ) {}

  /** Resolves `asOf` and `by`; the current time without `asOf`. Throws Problem for a position beyond the head. */
  async moment({ asOf, by = 'recorded' }: AsOfParams, asker: Asker): Promise<Moment> {
    if (asOf === undefined) return { at: this.clock.now(), by, until: untilOf(undefined), asker };
    const moment = asOfIn(asOf);
    const until = untilOf(moment, by);
    if ('instant' in moment) return { at: moment.instant, by, instant: moment.instant, until, asker };
    await assertReached(this.log, moment.position, 'asOf');
    return { at: (await recordedAtOrBefore(this.log, moment.position)) ?? this.clock.now(), by, until, asker };
  }

  /** Runs a query on the live rows, or on rows replayed as of `moment`. Reports run in the process of as-of queries. */
  query<Params, Answer>(
    query: NamedQuery<Params, Answer>,
    params: Params,
    { moment: { until, asker }, masked = false }: QueryOptions,
  ): Promise<Answer> {
    if ('head' in until && query.readsManyRows !== true && !query.replays) return query.run(this.rows, params);
    return this.asOf.query(query, { params, until, masked }, asker);
  }

  /**
   * Like `query`, with the manifest of the answer. Live rows are read from one snapshot; where that is not of one
   * position, the log is replayed.
   */
  async answer<Params extends object, Answer>(
    query: NamedQuery<Params, Answer>,
    params: Params,
    { moment, masked = false }: QueryOptions,
  ): Promise<Answered<Answer>> {
    const { asker } = moment;
    const isLive = 'head' in moment.until && query.readsManyRows === true && !query.replays && !masked;
    const live = isLive
      ? await this.asOf.queryDigested(query, { params, until: moment.until, masked }, asker)
      : undefined;
    const common = live?.read && (await this.commonPosition(live.read));
    if (live && common !== undefined)
      return this.stated(query, params, { moment, masked, digested: live, position: common });
    const { until, position } = await this.fixed(moment.until);
    const digested = await this.asOf.queryDigested(query, { params, until, masked }, asker);
    return this.stated(query, params, { moment, masked, digested, position });
  }

  /**
   * The position of which live rows of several read models are; undefined if none serves, or there is none: one has
   * applied events that another has not read yet.
   */
  private async commonPosition(read: readonly ReadVersion[]): Promise<Position | undefined> {
    const last = lastOf(read);
    if (!last) return undefined;
    for (const { name, position } of read) {
      if (position === last.position) continue;
      const page = await this.log.readAll({ after: last.position, filter: { types: handledBy(name) }, limit: 1 });
      const [next] = page.events;
      const end = next?.position ?? (page.end ? undefined : page.scannedTo);
      if (end !== undefined && comparePositions(end, position) <= 0) return undefined;
    }
    return last.position;
  }

  /** A replay that ends at a position, so that it is the same when the log has grown. */
  private async fixed(until: Until): Promise<{ readonly until: Until; readonly position: Position }> {
    const position = ('position' in until ? until.position : undefined) ?? (await this.log.head());
    return { until: 'head' in until ? { position } : { ...until, position }, position };
  }

  private async stated<Params extends object, Answer>(
    query: NamedQuery<Params, Answer>,
    params: Params,
    { moment, masked, digested, position }: Stated<Answer>,
  ): Promise<Answered<Answer>> {
    const { answer, rows, read } = digested;
    const manifest = await this.manifests.manifestOf({
      question: questionOf(query, params),
      position,
      by: moment.by,
      at: moment.instant,
      projections: read ? read.map(servingProjection) : query.models(params).map(currentProjection),
      rows,
      masked,
    });
    return { answer, manifest };
  }
}
