import { deskAttachmentOf, ownAttachmentOf, type TicketAttachmentRow } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import * as contentDisposition from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Problem } from '../platform/http/problem.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ActiveMembers } from '../platform/auth/active-members.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { ROWS } from '../platform/tokens.js';
import { etagOf } from '../platform/http/revision.js';
import { TicketFiles } from './ticket-files.js';

const ApiFileResponse = ApiResponse({
  status: 200,
  description: 'The file.',
  content: {
    'application/octet-stream': { schema: { type: 'string', format: 'binary', example: 'sync: stopped at 08:15' } },
  },
});

/** Downloads of attachments, by content hash. Permission to read a message includes its attachments. */
@ApiTags('requester')
@Controller('v1')
export class AttachmentsController {
  constructor(
    private readonly members: ActiveMembers,
    @Inject(ROWS) private readonly rows: RowReader,
    private readonly files: TicketFiles,
  ) {}

  @Get('tickets/:ticketId/attachments/:sha256')
  @AllowedRoles(['member', 'service'], { reads: ['ticket-attachments'] })
  @ApiOperation({
    operationId: 'downloadAttachment',
    summary: 'Download an attachment',
    description: 'An attachment of your own ticket (V4).',
  })
  @ApiProduces('application/octet-stream')
  @ApiFileResponse
  async own(
    @CurrentMember() member: MemberRef,
    @Param('ticketId', IdPipe) ticketId: string,
    @Param('sha256', IdPipe) sha256: string,
    @Res() reply: FastifyReply,
  ) {
    await this.members.require(member);
    const { teamId, memberId: requesterId } = member;
    return this.send(reply, await ownAttachmentOf(this.rows, { teamId, requesterId }, ticketId, sha256));
  }

  @Get('desk/tickets/:ticketId/attachments/:sha256')
  @AllowedRoles(['agent', 'auditor'], { reads: ['ticket-attachments'] })
  @ApiOperation({
    operationId: 'downloadAttachmentOfAnyTicket',
    summary: 'Download an attachment of any ticket',
    description: 'Includes attachments of internal notes.',
  })
  @ApiProduces('application/octet-stream')
  @ApiFileResponse
  async any(
    @Param('ticketId', IdPipe) ticketId: string,
    @Param('sha256', IdPipe) sha256: string,
    @Res() reply: FastifyReply,
  ) {
    return this.send(reply, await deskAttachmentOf(this.rows, ticketId, sha256));
  }

  private async send(reply: FastifyReply, attachment: TicketAttachmentRow | undefined): Promise<void> {
    if (!attachment)
      throw new Problem(404, 'attachment-not-found', 'The ticket has no such attachment.', { rule: 'V4' });
    const content = await this.contentOf(attachment, reply.request.method === 'HEAD');
    if (!content) throw new Problem(410, 'attachment-gone', 'The content of this attachment is no longer stored.');
    await reply
      .headers({
        // Browsers must save the file and not render it on this origin.
        'content-disposition': contentDisposition.create(attachment.name),
        'content-security-policy': 'sandbox',
        'x-content-type-options': 'nosniff',
        'content-type': attachment.mediaType,
        'content-length': attachment.bytes,
        etag: etagOf(attachment.sha256),
      })
      .send(content);
  }

  /** Fastify would read the whole content of a HEAD request to discard it. */
  private async contentOf(attachment: TicketAttachmentRow, isHead: boolean): Promise<Readable | undefined> {
    if (!isHead) return this.files.contentOf(attachment);
    return (await this.files.isStored(attachment)) ? Readable.from([]) : undefined;
  }
}
