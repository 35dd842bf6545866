import { LOG_VIEW, type ViewedLog } from '@ledgerdesk/application';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { Position } from '@ledgerdesk/kernel';
import type { Asker } from '@ledgerdesk/runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { assertReached } from '../platform/as-of/assert-reached.js';
import { type Moment, ReadModels } from '../platform/as-of/read-models.js';
import { Problem } from '../platform/http/problem.js';
import { decodeRowCursor } from './row-cursor.js';

/** Where a page of replayed rows starts, and what is replayed for it. */
export interface PageStart {
  readonly moment: Moment;
  /** Position up to which the log is replayed for this page and those that follow it. */
  readonly position: Position;
  /** The cursor within the replayed rows. */
  readonly cursor: string | undefined;
}

/** Throws Problem for a name that no read model has. */
export const assertReadModel = (name: string): void => {
  if (PROJECTIONS.some((projection) => projection.name === name)) return;
  throw new Problem(404, 'read-model-not-found', 'Read model not found.');
};

/** Pages of rows that are replayed: all are of the log up to the position of the first one. */
@Injectable()
export class ReplayedPages {
  constructor(
    private readonly models: ReadModels,
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
  ) {}

  /** Starts a page as of a moment. Throws Problem for a malformed cursor, and for a position beyond the log. */
  async start({ asOf, by, cursor }: AsOfParams & { readonly cursor?: string }, asker: Asker): Promise<PageStart> {
    const after = cursor === undefined ? undefined : decodeRowCursor(cursor);
    const end = after?.position ?? (await this.log.head());
    await assertReached(this.log, end, 'cursor');
    const moment = await this.models.moment({ asOf: asOf ?? end, by }, asker);
    const { until } = moment;
    const position = 'position' in until && until.position !== undefined ? until.position : end;
    return { moment: { ...moment, until: { ...until, position } }, position, cursor: after?.rows };
  }
}
