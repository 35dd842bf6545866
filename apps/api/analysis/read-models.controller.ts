import { EVENT_STORE } from '@ledgerdesk/application';
import type { EventStore } from '@ledgerdesk/event-store';
import { PROJECTIONS, readModelRowsQuery } from '@ledgerdesk/projections';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { mapPage, valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import type { Caller } from '../platform/auth/caller.js';
import { RowsQuery } from './read-models.dto.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { READ_MODEL_SCHEMAS } from './read-models.schemas.js';

/** The rows of any read model, replayed from the log. */
@ApiTags('analyst')
@Controller('v1/read-models')
export class ReadModelsController {
  constructor(
    private readonly models: ReadModels,
    @Inject(EVENT_STORE) private readonly log: EventStore,
  ) {}

  @Get(':name')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    summary: 'Read a read model',
    description: 'Rows as of any position or instant, replayed from the log. Personal fields are masked for analysts.',
  })
  @ApiOkResponse({ schema: READ_MODEL_SCHEMAS.ReadModelPage })
  async rows(
    @CurrentCaller() { kind }: Caller,
    @Param('name') name: string,
    @Query() { asOf, by, prefix = '', cursor, limit }: RowsQuery,
  ) {
    if (!PROJECTIONS.some((projection) => projection.name === name))
      throw new Problem(404, 'read-model-not-found', 'Read model not found.');
    const moment = await this.models.moment({ asOf: asOf ?? (await this.log.head()), by });
    const params = { model: name, prefix, page: { cursor, limit } };
    const page = await this.models.query(readModelRowsQuery, params, { moment, masked: kind !== 'auditor' });
    return mapPage(valueOrThrow(page), ({ key, row }) => ({ key, ...row }));
  }
}
