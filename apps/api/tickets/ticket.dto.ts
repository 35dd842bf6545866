import {
  RESPONSE_STATES,
  type ResponseState,
  SORT_ORDERS,
  type SortOrder,
  TICKET_SORTS,
  TICKET_STATUS_FILTERS,
  type TicketSort,
  type TicketStatusFilter,
} from '@ledgerdesk/events';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { Transform } from 'class-transformer';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import {
  BooleanField,
  EnumField,
  IdField,
  InstantField,
  LanguageField,
  LONG_TEXT,
  TextField,
  UploadIdsField,
} from '../platform/http/fields.js';
import { PageQuery, toBoolean, TwoWayPageQuery } from '../platform/http/paging.js';
import { ViewNameField } from './view-name.js';
import { EXAMPLES } from '../platform/openapi/examples.js';

export class OpenTicketBody {
  @IdField({
    optional: true,
    example: 'dropbox',
    description: 'Product. Required if the team uses several products (R2).',
  })
  product?: string;
  @IdField({ example: 'sync_upload', description: 'Issue type from the taxonomy.' }) issueType: string;
  @TextField(1024, { example: 'Sync has stopped', description: 'Subject.' }) subject: string;
  @TextField(LONG_TEXT, { example: 'Sync stopped this morning.', description: 'First message.' }) body: string;
  @LanguageField({ description: "Requester's language (BCP 47)." }) language: string;
  @IdField({
    optional: true,
    example: EXAMPLES.otherTicketId,
    description: 'Solved or closed ticket that this one follows up (V3).',
  })
  followUpOf?: string;
  @UploadIdsField() uploads?: string[];
}

export class MessageBody {
  @TextField(LONG_TEXT, { example: 'It happens on two machines.', description: 'Text of the message.' }) body: string;
  @UploadIdsField() uploads?: string[];
}

/** A text to search for, of 1 to 200 characters. */
export const SearchTextField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ required: false, type: String, example: 'proxy', description }),
    IsOptional(),
    IsString(),
    MinLength(1),
    MaxLength(200),
  );

/** Filter and order of a ticket list, as query parameters or as a saved view. */
export class SaveViewBody {
  @EnumField(TICKET_STATUS_FILTERS, { optional: true, description: 'Status filter.' }) status?: TicketStatusFilter;
  @IdField({ optional: true, example: 'dropbox', description: 'Product filter.' }) product?: string;
  @IdField({ optional: true, example: 'sync_upload', description: 'Issue type filter.' }) issueType?: string;
  @EnumField(RESPONSE_STATES, { optional: true, description: 'State of the response.' }) state?: ResponseState;
  @Transform(toBoolean)
  @BooleanField({ optional: true, description: 'Whether the response target was missed.' })
  breached?: boolean;
  @SearchTextField('Text to search for in subject and first message. Case-insensitive.') q?: string;
  @InstantField({ optional: true, description: 'Opened at or after this instant.' }) openedFrom?: string;
  @InstantField({ optional: true, description: 'Opened before this instant.' }) openedTo?: string;
  @EnumField(TICKET_SORTS, {
    optional: true,
    description: 'Sort field, `openedAt` by default. Ties are sorted newest first.',
  })
  sort?: TicketSort;
  @EnumField(SORT_ORDERS, {
    optional: true,
    description: 'Sort order, `desc` by default. Tickets without a value come last in either order.',
  })
  order?: SortOrder;
}

export class TicketQuery extends IntersectionType(TwoWayPageQuery, SaveViewBody, AsOfParams) {
  @ViewNameField('One of your saved views. Other query parameters take precedence over its filters.') view?: string;
}

/** A page of the messages of a ticket. */
class ThreadQuery extends PageQuery {
  @EnumField(SORT_ORDERS, { optional: true, description: 'Order of the messages by time, `asc` by default.' })
  order?: SortOrder;
}

/** A page of the history of a ticket. */
export class HistoryQuery extends PageQuery {
  @EnumField(SORT_ORDERS, { optional: true, description: 'Order of the events, oldest first (`asc`) by default.' })
  order?: SortOrder;
}

/** A page of the messages of a ticket, as of any moment. */
export class ThreadAsOfQuery extends IntersectionType(ThreadQuery, AsOfParams) {}
