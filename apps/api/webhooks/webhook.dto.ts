import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { TextField } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/paging.js';

const STATES = ['waiting', 'sent', 'dead'] as const;

export class WebhookBody {
  @TextField(2_048, {
    example: 'https://console.example/ledgerdesk',
    description: 'Where events are posted to: http or https, without user and password.',
  })
  url: string;

  @ApiProperty({
    required: false,
    type: String,
    isArray: true,
    example: ['TicketOpened', 'TicketAnswered'],
    description: 'Event types; left out or empty: all.',
  })
  @IsOptional()
  @Matches(/^[A-Za-z]{1,64}$/, { each: true })
  @ArrayUnique()
  @ArrayMaxSize(200)
  @IsArray()
  types?: string[];
}

export class ReplayBody {
  @ApiProperty({
    type: String,
    example: '0',
    description: 'Position after which the log is told again, up to now; `0` for all of it.',
  })
  @MaxLength(19)
  @Matches(/^(0|[1-9]\d{0,18})$/)
  after: string;
}

export class DeliveryQuery extends PageQuery {
  @ApiProperty({ required: false, enum: STATES, description: '`dead`: given up.' })
  @IsOptional()
  @IsIn(STATES)
  state?: (typeof STATES)[number];
}
