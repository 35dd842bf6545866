import { isPosition, type Row } from '@ledgerdesk/kernel';
import { lineageQuery } from '@ledgerdesk/projections';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { MANIFEST_HEADERS } from '../platform/as-of/manifest.schemas.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { withManifest } from '../platform/as-of/with-manifest.js';
import { AllowedRoles } from '../platform/auth/access.js';
import type { Caller } from '../platform/auth/caller.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import { cursorMalformed } from '../platform/http/cursor-malformed.js';
import { Problem } from '../platform/http/problem.js';
import { LineageQuery, MAX_KEY, RowLineageQuery } from './read-models.dto.js';
import { assertReadModel, ReplayedPages } from './replayed-pages.js';
import { encodeRowCursor } from './row-cursor.js';
import { ROW_SCHEMAS } from './row.schemas.js';

/** Events on a page of a lineage by default. */
const LINEAGE_PAGE = 100;

/** Read models whose rows have the response clocks of a ticket. */
const WITH_CLOCKS: ReadonlySet<string> = new Set([
  'agent-queue',
  'response-deadlines',
  'response-report',
  'ticket-list',
]);

/** Where the deadlines of a row are explained; null if it has none. */
const explanationOf = (name: string, row: Row | null): string | null => {
  const ticketId = WITH_CLOCKS.has(name) ? row?.['ticketId'] : undefined;
  return typeof ticketId === 'string' ? `/v1/desk/tickets/${encodeURIComponent(ticketId)}/clock` : null;
};

const rowNotFound = (): Problem =>
  new Problem(404, 'row-not-found', 'The read model has never had a row with this key.');

/** The events that made a row of a read model. */
@ApiTags('analyst')
@Controller('v1/read-models')
export class RowLineageController {
  constructor(
    private readonly models: ReadModels,
    private readonly pages: ReplayedPages,
  ) {}

  @Get(':name/rows/:key/lineage')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    operationId: 'explainRow',
    summary: 'Explain a row',
    description:
      'The events that created, changed and removed a row, each with what it changed, and the row itself, as of any ' +
      'position or instant, replayed from the log. Personal fields are masked for analysts.',
  })
  @ApiOkResponse({ schema: ROW_SCHEMAS.RowLineage, headers: MANIFEST_HEADERS })
  explain(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Param('key') key: string,
    @Query() query: RowLineageQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    assertReadModel(name);
    if (key.length > MAX_KEY) throw rowNotFound();
    return this.lineage({ name, key, caller, asker }, query, reply);
  }

  @Get(':name/lineage')
  @AllowedRoles(['analyst', 'auditor'])
  @ApiOperation({
    operationId: 'listEventsThatMadeRow',
    summary: 'List the events that made a row',
    description: 'Deprecated: use `GET /v1/read-models/{name}/rows/{key}/lineage`, which returns the same.',
    deprecated: true,
  })
  @ApiOkResponse({ schema: ROW_SCHEMAS.RowLineage, headers: MANIFEST_HEADERS })
  explainByQuery(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Query() { key, ...query }: LineageQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    assertReadModel(name);
    return this.lineage({ name, key, caller, asker }, query, reply);
  }

  private async lineage({ name, key, caller, asker }: AskedRow, query: RowLineageQuery, reply: FastifyReply) {
    const { limit = LINEAGE_PAGE } = query;
    const { moment, position, cursor: after } = await this.pages.start(query, asker);
    if (after !== undefined && !isPosition(after)) throw cursorMalformed();
    const params = { model: name, key, after, limit };
    const masked = caller.kind !== 'auditor';
    const { answer: lineage, manifest } = await this.models.answer(lineageQuery, params, { moment, masked });
    if (!lineage) throw rowNotFound();
    const { row, total, changes: items, more } = lineage;
    const last = more ? items.at(-1) : undefined;
    void reply.header('ledger-position', position);
    const body = {
      key,
      row,
      items,
      total,
      ...(last && { next: encodeRowCursor({ position, rows: last.position }) }),
      position,
      explanation: explanationOf(name, row),
    };
    return withManifest(reply, body, manifest);
  }
}

/** A row of a read model, and who asks about it. */
interface AskedRow {
  readonly name: string;
  readonly key: string;
  readonly caller: Caller;
  readonly asker: Asker;
}
