import { DEFAULT_PAGE, PROJECTIONS, readModelRowsQuery } from '@ledgerdesk/projections';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { mapPage, valueOrThrow } from '../platform/http/paging.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import type { Caller } from '../platform/auth/caller.js';
import { PROGRESS } from '../platform/tokens.js';
import type { ReadModelProgress } from '../platform/http/ledger-position.hook.js';
import { toReadModel } from './read-model.view.js';
import { RowsQuery } from './read-models.dto.js';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { MANIFEST_HEADERS } from '../platform/as-of/manifest.schemas.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { withManifest } from '../platform/as-of/with-manifest.js';
import { assertReadModel, ReplayedPages } from './replayed-pages.js';
import { encodeRowCursor } from './row-cursor.js';
import { READ_MODEL_SCHEMAS } from './read-models.schemas.js';

/** Read models, and their rows replayed from the log. */
@ApiTags('analyst')
@Controller('v1/read-models')
export class ReadModelsController {
  constructor(
    private readonly models: ReadModels,
    private readonly pages: ReplayedPages,
    @Inject(PROGRESS) private readonly progress: ReadModelProgress,
  ) {}

  @Get()
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    operationId: 'listReadModels',
    summary: 'List read models',
    description: 'Their columns, the fields with personal text, and how far each has read the log.',
  })
  @ApiOkResponse({ schema: READ_MODEL_SCHEMAS.ReadModels })
  list() {
    const statuses = this.progress.statuses();
    const items = PROJECTIONS.map((projection) => toReadModel(projection, statuses));
    return { items: items.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
  }

  @Get(':name')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    operationId: 'readReadModel',
    summary: 'Read a read model',
    description:
      'Rows as of any position or instant, replayed from the log. All pages are of the rows as of the `position` of ' +
      'the first one. Personal fields are masked for analysts.',
  })
  @ApiOkResponse({ schema: READ_MODEL_SCHEMAS.ReadModelPage, headers: MANIFEST_HEADERS })
  async rows(
    @CurrentCaller() { kind }: Caller,
    @Param('name') name: string,
    @Query() query: RowsQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    assertReadModel(name);
    const { prefix = '', limit = DEFAULT_PAGE } = query;
    const { moment, position, cursor } = await this.pages.start(query, asker);
    const params = { model: name, prefix, page: { cursor, limit } };
    const { answer, manifest } = await this.models.answer(readModelRowsQuery, params, {
      moment,
      masked: kind !== 'auditor',
    });
    const page = valueOrThrow(answer);
    void reply.header('ledger-position', position);
    const body = {
      ...mapPage(page, ({ key, row }) => ({ key, ...row })),
      ...(page.next !== undefined && { next: encodeRowCursor({ position, rows: page.next }) }),
      position,
    };
    return withManifest(reply, body, manifest);
  }
}
