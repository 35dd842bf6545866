import { LOG_VIEW, type ViewedLog } from '@ledgerdesk/application';
import { PROJECTIONS, readModelRowsQuery } from '@ledgerdesk/projections';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { mapPage, valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import type { Caller } from '../platform/auth/caller.js';
import { RowsQuery } from './read-models.dto.js';
import { assertReached } from '../platform/as-of/assert-reached.js';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { decodeRowCursor, encodeRowCursor } from './row-cursor.js';
import { READ_MODEL_SCHEMAS } from './read-models.schemas.js';

/** The rows of any read model, replayed from the log. */
@ApiTags('analyst')
@Controller('v1/read-models')
export class ReadModelsController {
  constructor(
    private readonly models: ReadModels,
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
  ) {}

  @Get(':name')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    summary: 'Read a read model',
    description:
      'Rows as of any position or instant, replayed from the log. All pages are of the rows as of the `position` of ' +
      'the first one. Personal fields are masked for analysts.',
  })
  @ApiOkResponse({ schema: READ_MODEL_SCHEMAS.ReadModelPage })
  async rows(
    @CurrentCaller() { kind }: Caller,
    @Param('name') name: string,
    @Query() query: RowsQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!PROJECTIONS.some((projection) => projection.name === name))
      throw new Problem(404, 'read-model-not-found', 'Read model not found.');
    const { prefix = '', limit } = query;
    const { moment, position, cursor } = await this.start(query, asker);
    const params = { model: name, prefix, page: { cursor, limit } };
    const page = valueOrThrow(
      await this.models.query(readModelRowsQuery, params, { moment, masked: kind !== 'auditor' }),
    );
    void reply.header('ledger-position', position);
    return {
      ...mapPage(page, ({ key, row }) => ({ key, ...row })),
      ...(page.next !== undefined && { next: encodeRowCursor({ position, rows: page.next }) }),
      position,
    };
  }

  /** The position up to which the log is replayed for this page and those that follow it. */
  private async start({ asOf, by, cursor }: RowsQuery, asker: Asker) {
    const after = cursor === undefined ? undefined : decodeRowCursor(cursor);
    const end = after?.position ?? (await this.log.head());
    await assertReached(this.log, end, 'cursor');
    const moment = await this.models.moment({ asOf: asOf ?? end, by }, asker);
    const { until } = moment;
    const position = 'position' in until && until.position !== undefined ? until.position : end;
    return { moment: { ...moment, until: { ...until, position } }, position, cursor: after?.rows };
  }
}
