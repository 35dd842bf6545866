import type { ReadAudit } from '@ledgerdesk/read-audit';
import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowedRoles } from '../platform/auth/access.js';
import { cursorMalformed } from '../platform/http/cursor-malformed.js';
import type { ReadCheckpointSource } from '../platform/read-audit/read-checkpoint-source.js';
import { READ_AUDIT, READ_CHECKPOINTS } from '../platform/tokens.js';
import { ReadsQuery } from './reads.dto.js';
import { READ_CHECKPOINT_EXAMPLE, READ_SCHEMAS } from './reads.schemas.js';
import { toRead } from './reads.view.js';

const CURSOR = /^leaf-(\d{1,15})$/;

const encodeCursor = (leaf: number): string => Buffer.from(`leaf-${leaf}`).toString('base64url');

/** Throws Problem for a text that is no cursor of this list. */
const decodeCursor = (cursor: string): number => {
  const leaf = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  if (leaf === undefined) throw cursorMalformed();
  return Number(leaf);
};

/** Who has read what, for auditors. */
@ApiTags('auditor')
@Controller('v1/audit/reads')
export class ReadsController {
  constructor(
    @Inject(READ_AUDIT) private readonly audit: ReadAudit,
    @Inject(READ_CHECKPOINTS) private readonly checkpoints: ReadCheckpointSource,
  ) {}

  @Get()
  @AllowedRoles(['auditor'])
  @ApiOperation({
    operationId: 'listReads',
    summary: 'List reads',
    description:
      'What staff and services have read, newest first: one record for each request, also a refused one, for each ' +
      'batch of events that a stream has sent, and for each export. Reads of members of their own data are not ' +
      'recorded. Criteria can be combined. A page may have fewer items than `limit`, even none: continue with `next` ' +
      'as long as there is one. This request is on record too.',
  })
  @ApiOkResponse({ schema: READ_SCHEMAS.ReadPage })
  async list(@Query() { cursor, limit = 50, ...filter }: ReadsQuery) {
    const before = cursor === undefined ? undefined : decodeCursor(cursor);
    const { items, next } = await this.audit.page(filter, { limit, before });
    return { items: items.map(toRead), ...(next !== undefined && { next: encodeCursor(next) }) };
  }

  @Get('checkpoint')
  @AllowedRoles(['auditor'], { isUnaudited: true })
  @ApiOperation({
    operationId: 'getReadCheckpoint',
    summary: 'Get the last checkpoint of the read audit',
    description:
      'A signed note (C2SP tlog-checkpoint) with the number of records and the root hash of their tree, signed by ' +
      'the key of the log. Save it: `ledgerdesk audit verify --checkpoint` then finds out if what it covers is ' +
      'changed.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string', example: READ_CHECKPOINT_EXAMPLE } } } })
  async checkpoint(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { note } = await this.checkpoints.latest();
    void reply.type('text/plain; charset=utf-8');
    return note;
  }
}
