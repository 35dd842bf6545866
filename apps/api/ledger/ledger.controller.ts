import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowedRoles } from '../platform/auth/access.js';
import { Problem } from '../platform/http/problem.js';
import { ConsistencyQuery, InclusionQuery, TimeStampQuery } from './ledger.dto.js';
import { CHECKPOINT_EXAMPLE, LEDGER_SCHEMAS } from './ledger.schemas.js';
import { TreeProofs } from './tree-proofs.js';

const PREFIX = '/v1/ledger/';
/** What a tree has at a size never changes. */
const IMMUTABLE = 'private, max-age=31536000, immutable';

/** Shows nothing of anybody. With LEDGER_PUBLIC, everyone may call these routes. */
const ForLedgerReaders = (): MethodDecorator =>
  AllowedRoles(['auditor', 'operator'], { isUnaudited: true, publicBy: 'LEDGER_PUBLIC' });

/** The tree over the events of the log, for those who verify it. */
@ApiTags('auditor')
@Controller('v1/ledger')
export class LedgerController {
  constructor(private readonly proofs: TreeProofs) {}

  @Get('checkpoint')
  @ForLedgerReaders()
  @ApiOperation({
    operationId: 'getCheckpoint',
    summary: 'Get the last checkpoint',
    description:
      'A signed note (C2SP tlog-checkpoint): origin, number of leaves and root hash of the tree of the log, at most ' +
      'a second old while events are recorded. Save it: whoever has it finds out if what it covers is changed.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string', example: CHECKPOINT_EXAMPLE } } } })
  async checkpoint(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { note } = await this.proofs.checkpoint();
    void reply.type('text/plain; charset=utf-8');
    return note;
  }

  @Get('keys')
  @ForLedgerReaders()
  @ApiOperation({
    operationId: 'listLedgerKeys',
    summary: 'List the keys that sign the log',
    description:
      'Public keys of the current epoch. Get the first one on another way as well: an operator could show another ' +
      'one here. From that, `handovers` lead to the others: the verifier takes this document with `--handovers`.',
  })
  @ApiOkResponse({ schema: LEDGER_SCHEMAS.LedgerKeys })
  async keys() {
    return this.proofs.keys();
  }

  @Get('proofs/inclusion')
  @ForLedgerReaders()
  @ApiOperation({
    operationId: 'proveInclusion',
    summary: 'Prove that the log has an event',
    description: 'Inclusion proof (RFC 9162) of a leaf by its `index`, or by the `position` of its event.',
  })
  @ApiOkResponse({ schema: LEDGER_SCHEMAS.InclusionProof })
  async inclusion(@Query() { index, position, size }: InclusionQuery) {
    if ((index === undefined) === (position === undefined))
      throw new Problem(400, 'invalid-input', 'Send either index or position.');
    return this.proofs.inclusion({ index, position }, size);
  }

  @Get('proofs/consistency')
  @ForLedgerReaders()
  @ApiOperation({
    operationId: 'proveConsistency',
    summary: 'Prove that one checkpoint extends another',
    description: 'Consistency proof (RFC 9162) from the size of an older checkpoint to that of a newer one.',
  })
  @ApiOkResponse({ schema: LEDGER_SCHEMAS.ConsistencyProof })
  async consistency(@Query() { from, to }: ConsistencyQuery) {
    return this.proofs.consistency(from, to);
  }

  @Get('timestamp')
  @ForLedgerReaders()
  @ApiOperation({
    operationId: 'getTimeStamp',
    summary: 'Get a time stamp of a checkpoint',
    description:
      'A checkpoint, and the response of a time-stamp authority (RFC 3161) over the SHA-256 of its text: the lines ' +
      'before the blank line, with their newlines. The verifier takes this document: `timestamp`.',
  })
  @ApiOkResponse({ schema: LEDGER_SCHEMAS.TimeStamp })
  async timeStamp(@Query() { size }: TimeStampQuery) {
    return this.proofs.timeStamp(size);
  }

  @Get('tile/:level/*')
  @ForLedgerReaders()
  @ApiOperation({
    operationId: 'getTile',
    summary: 'Get a tile of the tree',
    description:
      'Up to 256 hashes of 32 bytes (C2SP tlog-tiles). Partial tiles end with `.p/` and their width; a tile that the ' +
      'last checkpoint does not have is not found.',
  })
  @ApiParam({ name: 'path', type: 'string' })
  @ApiParam({ name: 'level', type: 'string' })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary', example: 'hashes' } } },
  })
  async tile(@Req() { url }: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const path = (url.split('?')[0] ?? '').slice(PREFIX.length);
    const bytes = await this.proofs.tile(path);
    await reply.type('application/octet-stream').header('cache-control', IMMUTABLE).send(bytes);
  }
}
