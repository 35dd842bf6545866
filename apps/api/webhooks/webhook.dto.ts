import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, Matches } from 'class-validator';
import { OutboxQuery } from '../outbox/outbox-query.dto.js';
import {
  BooleanField,
  DistinctItems,
  IdField,
  OptionalField,
  PositionField,
  TextField,
} from '../platform/http/fields.js';

const TYPE_PATTERN = /^[A-Za-z]{1,64}$/;

const UrlField = (options: { readonly optional?: boolean; readonly description: string }): PropertyDecorator =>
  TextField(2_048, { example: 'https://console.example/ledgerdesk', ...options });

const TypesField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      required: false,
      type: String,
      isArray: true,
      example: ['TicketOpened', 'TicketAnswered'],
      description,
    }),
    Matches(TYPE_PATTERN, { each: true, message: '$property must contain event types such as TicketOpened' }),
    DistinctItems(),
    ArrayMaxSize(200),
    IsArray(),
  );

const TeamsField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ required: false, type: String, isArray: true, example: ['acme'], description }),
    Matches(/^(?:\*|[A-Za-z0-9_-]{1,64})$/, { each: true, message: '$property must contain ids of teams, or only *' }),
    DistinctItems(),
    ArrayMinSize(1),
    ArrayMaxSize(1_000),
    IsArray(),
  );

export class WebhookBody {
  @UrlField({ description: 'http or https URL that events are posted to, without user and password.' })
  url: string;

  @IsOptional()
  @TypesField('Event types to send. Absent or empty: all.')
  types?: string[];

  @IsOptional()
  @TeamsField(
    'Ids of the teams whose events are sent, or `*` alone: those of all teams, and of none, which needs the scope ' +
      '`webhooks:all-teams`. Required, except of tokens without scopes.',
  )
  teams?: string[];
}

export class WebhookChangesBody {
  @UrlField({
    optional: true,
    description: 'New URL, with its query. Absent: it stays, also its query, which responses do not show.',
  })
  url?: string;

  @OptionalField()
  @TypesField('Event types to send. Empty: all. Absent: they stay.')
  types?: string[];

  @OptionalField()
  @TeamsField(
    'Ids of the teams whose events are sent, or `*` alone: those of all teams, and of none, which needs the scope ' +
      '`webhooks:all-teams`. Absent: they stay.',
  )
  teams?: string[];

  @BooleanField({
    optional: true,
    example: true,
    description:
      'True: the webhook receives nothing until it is false again. Events recorded meanwhile are not queued.',
  })
  paused?: boolean;
}

export class ReplayBody {
  @PositionField({ example: '0', description: 'Position after which events are sent again. `0`: from the start.' })
  after: string;
}

export class TestBody {
  @ApiProperty({
    required: false,
    type: String,
    pattern: TYPE_PATTERN.source,
    example: 'TicketOpened',
    description: 'Type of the sample event. Default: the first type that the webhook receives.',
  })
  @OptionalField()
  @Matches(TYPE_PATTERN)
  type?: string;
}

export class WebhookDeliveriesQuery extends OutboxQuery {
  @IdField({
    optional: true,
    example: '80d9809b-705b-551c-9e15-5d628b18928c',
    description: 'Only those of one webhook.',
  })
  webhook?: string;
}
