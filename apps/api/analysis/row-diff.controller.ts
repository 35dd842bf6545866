import { comparePositions, isPosition, type Position } from '@ledgerdesk/kernel';
import { DEFAULT_PAGE, type DiffMoment, isReversed, rowDiffQuery } from '@ledgerdesk/projections';
import type { Asker } from '@ledgerdesk/runtime';
import { LOG_VIEW, type ViewedLog } from '@ledgerdesk/application';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { assertReached } from '../platform/as-of/assert-reached.js';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { MANIFEST_HEADERS } from '../platform/as-of/manifest.schemas.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { withManifest } from '../platform/as-of/with-manifest.js';
import { AllowedRoles } from '../platform/auth/access.js';
import type { Caller } from '../platform/auth/caller.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import { valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { DiffQuery } from './read-models.dto.js';
import { assertReadModel, ReplayedPages } from './replayed-pages.js';
import { encodeRowCursor } from './row-cursor.js';
import { ROW_SCHEMAS } from './row.schemas.js';

const momentOf = (text: string): DiffMoment => (isPosition(text) ? { position: text } : { instant: text });

/** The position at which a replay for both moments may end. */
const endOf = (from: DiffMoment, to: DiffMoment, position: Position): Position =>
  'position' in from && 'position' in to && comparePositions(to.position, position) < 0 ? to.position : position;

/** The rows of a read model that differ between two moments. */
@ApiTags('analyst')
@Controller('v1/read-models')
export class RowDiffController {
  constructor(
    private readonly models: ReadModels,
    private readonly pages: ReplayedPages,
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
  ) {}

  @Get(':name/diff')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    operationId: 'compareReadModel',
    summary: 'Compare a read model at two moments',
    description:
      'The rows that were added, removed and changed between two positions or instants, each with what changed and ' +
      'the events that caused it, in the order of their keys. Personal fields are masked for analysts.',
  })
  @ApiOkResponse({ schema: ROW_SCHEMAS.RowDiffPage, headers: MANIFEST_HEADERS })
  async compare(
    @CurrentCaller() { kind }: Caller,
    @Param('name') name: string,
    @Query() query: DiffQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    assertReadModel(name);
    const { by = 'recorded', prefix = '', limit = DEFAULT_PAGE } = query;
    const { moment, position, cursor } = await this.pages.start({ cursor: query.cursor }, asker);
    const [from, to] = [momentOf(query.from), momentOf(query.to ?? position)];
    for (const [parameter, { position: asked }] of Object.entries({ from, to }).filter(isAtPosition))
      await assertReached(this.log, asked, parameter);
    if (isReversed({ from, to })) throw new Problem(400, 'moments-reversed', '`from` is after `to`. Swap them.');
    const until = { position: endOf(from, to, position) };
    const params = { model: name, from, to, by, prefix, page: { cursor, limit } };
    const { answer, manifest } = await this.models.answer(rowDiffQuery, params, {
      moment: { ...moment, by, until },
      masked: kind !== 'auditor',
    });
    const { items, next } = valueOrThrow(answer);
    void reply.header('ledger-position', position);
    const body = {
      from: query.from,
      to: query.to ?? position,
      items,
      ...(next !== undefined && { next: encodeRowCursor({ position, rows: next }) }),
      position,
    };
    return withManifest(reply, body, manifest);
  }
}

const isAtPosition = (entry: [string, DiffMoment]): entry is [string, { readonly position: Position }] =>
  'position' in entry[1];
