import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsOptional, Matches } from 'class-validator';
import { PositionField, TextField } from '../platform/http/fields.js';

export class WebhookBody {
  @TextField(2_048, {
    example: 'https://console.example/ledgerdesk',
    description: 'http or https URL that events are posted to, without user and password.',
  })
  url: string;

  @ApiProperty({
    required: false,
    type: String,
    isArray: true,
    example: ['TicketOpened', 'TicketAnswered'],
    description: 'Event types to send. Absent or empty: all.',
  })
  @IsOptional()
  @Matches(/^[A-Za-z]{1,64}$/, { each: true })
  @ArrayUnique()
  @ArrayMaxSize(200)
  @IsArray()
  types?: string[];

  @ApiProperty({
    required: false,
    type: String,
    isArray: true,
    example: ['acme'],
    description:
      'Ids of the teams whose events are sent, or `*` alone: those of all teams, and of none, which needs the scope ' +
      '`webhooks:all-teams`. Required, except of tokens without scopes.',
  })
  @IsOptional()
  @Matches(/^(?:\*|[A-Za-z0-9_-]{1,64})$/, { each: true })
  @ArrayUnique()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @IsArray()
  teams?: string[];
}

export class ReplayBody {
  @PositionField({ example: '0', description: 'Position after which events are sent again. `0`: from the start.' })
  after: string;
}
