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
import { Id, Language, LONG_TEXT, Moment, OneOf, Text, UploadIds } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/paging.js';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { ViewName } from './view-name.js';

export class OpenTicketBody {
  @Id({ optional: true, example: 'dropbox', description: 'Needed only where the team uses several products (R2).' })
  product?: string;
  @Id({ example: 'sync_upload' }) issueType: string;
  @Text(1024, { example: 'Sync stands still' }) subject: string;
  @Text(LONG_TEXT, { example: 'Since this morning nothing syncs.' }) body: string;
  @Language() language: string;
  @Id({ optional: true, description: 'The finished ticket that this one goes on from (V3).' }) followUpOf?: string;
  @UploadIds() uploads?: string[];
}

export class MessageBody {
  @Text(LONG_TEXT, { example: 'It happens on two machines.' }) body: string;
  @UploadIds() uploads?: string[];
}

/** Which tickets, in which order: what is asked for in a query, and what a view keeps. */
export class SaveViewBody {
  @OneOf(TICKET_STATUS_FILTERS, { optional: true }) status?: TicketStatusFilter;
  @Id({ optional: true }) product?: string;
  @Id({ optional: true }) issueType?: string;
  @ApiProperty({ required: false, type: String, description: 'Found in subject or first message, in any case.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  q?: string;
  @Moment({ optional: true, description: 'Opened at or after this instant.' }) openedFrom?: string;
  @Moment({ optional: true, description: 'Opened before this instant.' }) openedTo?: string;
  @OneOf(TICKET_SORTS, {
    optional: true,
    description: '`openedAt` unless said otherwise; equals with the newest first.',
  })
  sort?: TicketSort;
  @OneOf(SORT_ORDERS, {
    optional: true,
    description: '`desc` unless said otherwise; what has no value comes last either way.',
  })
  order?: SortOrder;
}

export class TicketQuery extends IntersectionType(PageQuery, SaveViewBody, AsOfParams) {
  @ViewName('One of your own views; what the query says besides goes before what the view says.') view?: string;
}
