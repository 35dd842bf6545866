import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, Matches, MaxLength } from 'class-validator';
import { ACTOR_KINDS } from '@ledgerdesk/kernel';
import { SORT_ORDERS, type SortOrder } from '@ledgerdesk/events';
import { EnumField, IdField, InstantField, IntegerField, PositionField } from '../platform/http/fields.js';
import { toInteger } from '../platform/http/paging.js';
import { EXAMPLES } from '../platform/openapi/examples.js';

/** Events in a page of the log. */
export const MAX_EVENTS = 1_000;

export class LogQuery {
  @PositionField({
    optional: true,
    description: 'Position after which to read. Default: the start of the log or, for the live stream, its end.',
  })
  after?: string;

  @ApiProperty({
    required: false,
    type: String,
    example: 'ticket-',
    description: 'Prefix of stream names, e.g. `ticket-`.',
  })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_.-]{1,200}$/)
  stream?: string;

  @ApiProperty({
    required: false,
    type: String,
    example: 'TicketOpened,TicketAnswered',
    description: 'Event types, separated by commas.',
  })
  @IsOptional()
  @MaxLength(2_000)
  @Matches(/^[A-Za-z]+(,[A-Za-z]+)*$/)
  types?: string;
}

const ACTOR = new RegExp(`^(${ACTOR_KINDS.join('|')}):[A-Za-z0-9_.-]{1,129}$`);

/** An actor as `kind:id`. */
const ActorField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ required: false, type: String, pattern: ACTOR.source, example: 'agent:kenji', description }),
    IsOptional(),
    Matches(ACTOR, { message: '$property must be a kind and an id such as agent:kenji' }),
  );

export class LogPageQuery extends LogQuery {
  @EnumField(SORT_ORDERS, {
    optional: true,
    default: 'asc',
    description: 'Order of the log, or newest first with `desc`: `after` is then the position before which to read.',
  })
  order?: SortOrder;

  @InstantField({ optional: true, description: 'Only events recorded at or after this instant.' }) from?: string;

  @ApiProperty({
    required: false,
    type: String,
    example: 'team-acme',
    description: 'Only events of this stream. The log reads them without scanning others.',
  })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_.-]{1,200}$/)
  streamName?: string;

  @IdField({ optional: true, example: EXAMPLES.correlationId, description: 'Only events with this correlation id.' })
  correlationId?: string;

  @IdField({
    optional: true,
    example: EXAMPLES.commandId,
    description: 'Only events that this command or event caused directly.',
  })
  causationId?: string;

  @ActorField('Only events of commands that this caller sent, as `kind:id`; a member is `member:<teamId>.<memberId>`.')
  actor?: string;

  @ActorField('Only events of commands that were sent for this member, as `member:<teamId>.<memberId>`.')
  onBehalfOf?: string;

  @Transform(toInteger)
  @IntegerField(1, MAX_EVENTS, { optional: true, default: 100, example: 20, description: 'Maximum number of events.' })
  limit?: number;
}
