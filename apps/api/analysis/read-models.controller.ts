import { LOG_VIEW, type ViewedLog } from '@ledgerdesk/application';
import { DEFAULT_PAGE, lineageQuery, PROJECTIONS, readModelRowsQuery } from '@ledgerdesk/projections';
import { isPosition } from '@ledgerdesk/kernel';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { cursorMalformed } from '../platform/http/cursor-malformed.js';
import { mapPage, valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import type { Caller } from '../platform/auth/caller.js';
import { PROGRESS } from '../platform/tokens.js';
import type { ReadModelProgress } from '../platform/http/ledger-position.hook.js';
import { toReadModel } from './read-model.view.js';
import { LineageQuery, RowsQuery } from './read-models.dto.js';
import { assertReached } from '../platform/as-of/assert-reached.js';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { MANIFEST_HEADERS } from '../platform/as-of/manifest.schemas.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { withManifest } from '../platform/as-of/with-manifest.js';
import { decodeRowCursor, encodeRowCursor } from './row-cursor.js';
import { READ_MODEL_SCHEMAS } from './read-models.schemas.js';

/** Events on a page of a lineage by default. */
const LINEAGE_PAGE = 100;

/** Throws Problem for a name that no read model has. */
const assertReadModel = (name: string): void => {
  if (PROJECTIONS.some((projection) => projection.name === name)) return;
  throw new Problem(404, 'read-model-not-found', 'Read model not found.');
};

/** Read models, their rows replayed from the log, and the events that made a row. */
@ApiTags('analyst')
@Controller('v1/read-models')
export class ReadModelsController {
  constructor(
    private readonly models: ReadModels,
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
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
    const { moment, position, cursor } = await this.start(query, asker);
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

  @Get(':name/lineage')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    operationId: 'listEventsThatMadeRow',
    summary: 'List the events that made a row',
    description:
      'The events that created, changed and removed a row, and the row itself, as of any position or instant, ' +
      'replayed from the log. Personal fields are masked for analysts.',
  })
  @ApiOkResponse({ schema: READ_MODEL_SCHEMAS.Lineage })
  async lineage(
    @CurrentCaller() { kind }: Caller,
    @Param('name') name: string,
    @Query() query: LineageQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    assertReadModel(name);
    const { key, limit = LINEAGE_PAGE } = query;
    const { moment, position, cursor: after } = await this.start(query, asker);
    if (after !== undefined && !isPosition(after)) throw cursorMalformed();
    const params = { model: name, key, after, limit };
    const lineage = await this.models.query(lineageQuery, params, { moment, masked: kind !== 'auditor' });
    if (!lineage) throw new Problem(404, 'row-not-found', 'The read model has never had a row with this key.');
    const { row, total, changes } = lineage;
    const items = changes.slice(0, limit);
    const last = changes.length > limit ? items.at(-1) : undefined;
    void reply.header('ledger-position', position);
    return {
      key,
      row,
      items,
      total,
      ...(last && { next: encodeRowCursor({ position, rows: last.position }) }),
      position,
    };
  }

  /** The position up to which the log is replayed for this page and those that follow it. */
  private async start({ asOf, by, cursor }: RowsQuery | LineageQuery, asker: Asker) {
    const after = cursor === undefined ? undefined : decodeRowCursor(cursor);
    const end = after?.position ?? (await this.log.head());
    await assertReached(this.log, end, 'cursor');
    const moment = await this.models.moment({ asOf: asOf ?? end, by }, asker);
    const { until } = moment;
    const position = 'position' in until && until.position !== undefined ? until.position : end;
    return { moment: { ...moment, until: { ...until, position } }, position, cursor: after?.rows };
  }
}
