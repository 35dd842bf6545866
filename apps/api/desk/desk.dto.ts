import { SERVED_LANGUAGES, type ServedLanguage } from '@ledgerdesk/events';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, ValidateIf, ValidateNested } from 'class-validator';
import { EnumListField, IdField, IdListField, LONG_TEXT, TextField } from '../platform/http/fields.js';
import { MessageBody, OpenTicketBody } from '../tickets/ticket.dto.js';
import { EXAMPLES } from '../platform/openapi/examples.js';

export class AssignmentBody {
  @IdField({ example: 'kenji', description: 'Id of a registered agent, or your own.' }) agentId: string;
}

export class MergeBody {
  @IdField({
    example: EXAMPLES.otherTicketId,
    description: 'Id of the open ticket of the same requester that goes on.',
  })
  into: string;
}

/** What is absent stays as it is. */
export class ClassificationBody {
  @IdField({ optional: true, example: 'dash', description: 'Product that the ticket is about.' }) product?: string;
  @IdField({ optional: true, example: 'how_to', description: 'Issue type from the taxonomy.' }) issueType?: string;
  @TextField(1024, {
    example: 'The screenshot shows the desktop app.',
    description: 'Why the ticket is moved. Requesters cannot see it.',
  })
  reason: string;
}

/** A ticket that an agent opens for a requester. */
export class OpenTicketForRequesterBody extends OpenTicketBody {
  @IdField({ example: 'acme', description: 'Team of the requester.' }) teamId: string;
  @IdField({ example: 'aiko', description: 'Member id of the requester.' }) requesterId: string;
  @ApiProperty({
    type: MessageBody,
    required: false,
    description: 'Your answer, if it comes with the request. No response clock starts then. Default: none.',
  })
  @ValidateIf((_: unknown, value: unknown) => value !== undefined)
  @IsObject()
  @ValidateNested()
  @Type(() => MessageBody)
  answer?: MessageBody;
}

export class HoldBody {
  @TextField(1024, { example: 'Waiting for the vendor.', description: 'Why the ticket is on hold.' }) reason: string;
}

export class SolutionBody {
  @TextField(LONG_TEXT, {
    optional: true,
    example: 'The service is back.',
    description: 'Text of the answer. Default: none; the response clock stops as solved unanswered.',
  })
  body?: string;
}

export class NextRequestBody {
  @IdListField({
    optional: true,
    example: ['dropbox'],
    description: 'Products. Default: those of the registration, else all.',
  })
  products?: string[];
  @EnumListField(SERVED_LANGUAGES, {
    optional: true,
    description: 'Languages. Default: those of the registration, else all.',
  })
  languages?: ServedLanguage[];
}

export class TransferBody {
  @IdField({
    optional: true,
    example: 'yuki',
    description: 'Id of the available agent who takes over. Default: the next agent, from the front of the queue.',
  })
  agentId?: string;
}
