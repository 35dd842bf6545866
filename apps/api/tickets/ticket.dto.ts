import {
  SORT_ORDERS,
  type SortOrder,
  TICKET_SORTS,
  TICKET_STATUS_FILTERS,
  type TicketSort,
  type TicketStatusFilter,
} from '@ledgerdesk/events';
import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import {
  IdField,
  LanguageField,
  LONG_TEXT,
  InstantField,
  EnumField,
  TextField,
  UploadIdsField,
} from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/paging.js';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { ViewNameField } from './view-name.js';

export class OpenTicketBody {
  @IdField({
    optional: true,
    example: 'dropbox',
    description: 'Needed only where the team uses several products (R2).',
  })
  product?: string;
  @IdField({ example: 'sync_upload' }) issueType: string;
  @TextField(1024, { example: 'Sync stands still' }) subject: string;
  @TextField(LONG_TEXT, { example: 'Since this morning nothing syncs.' }) body: string;
  @LanguageField() language: string;
  @IdField({ optional: true, description: 'The finished ticket that this one goes on from (V3).' }) followUpOf?: string;
  @UploadIdsField() uploads?: string[];
}

export class MessageBody {
  @TextField(LONG_TEXT, { example: 'It happens on two machines.' }) body: string;
  @UploadIdsField() uploads?: string[];
}

/** Which tickets, in which order: what is asked for in a query, and what a view keeps. */
export class SaveViewBody {
  @EnumField(TICKET_STATUS_FILTERS, { optional: true }) status?: TicketStatusFilter;
  @IdField({ optional: true }) product?: string;
  @IdField({ optional: true }) issueType?: string;
  @ApiProperty({ required: false, type: String, description: 'Found in subject or first message, in any case.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  q?: string;
  @InstantField({ optional: true, description: 'Opened at or after this instant.' }) openedFrom?: string;
  @InstantField({ optional: true, description: 'Opened before this instant.' }) openedTo?: string;
  @EnumField(TICKET_SORTS, {
    optional: true,
    description: '`openedAt` unless said otherwise; equals with the newest first.',
  })
  sort?: TicketSort;
  @EnumField(SORT_ORDERS, {
    optional: true,
    description: '`desc` unless said otherwise; what has no value comes last either way.',
  })
  order?: SortOrder;
}

export class TicketQuery extends IntersectionType(PageQuery, SaveViewBody, AsOfParams) {
  @ViewNameField('One of your own views; what the query says besides goes before what the view says.') view?: string;
}
