import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, Matches, MaxLength } from 'class-validator';
import { IntegerField, PositionField } from '../platform/http/fields.js';
import { toInteger } from '../platform/http/paging.js';

const MAX_EVENTS = 1_000;

export class LogQuery {
  @PositionField({
    optional: true,
    description: 'Position after which to read. Default: the start of the log or, for the live stream, its end.',
  })
  after?: string;

  @ApiProperty({ required: false, type: String, description: 'Prefix of stream names, e.g. `ticket-`.' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9_.-]{1,200}$/)
  stream?: string;

  @ApiProperty({ required: false, type: String, description: 'Event types, separated by commas.' })
  @IsOptional()
  @MaxLength(2_000)
  @Matches(/^[A-Za-z]+(,[A-Za-z]+)*$/)
  types?: string;
}

export class LogPageQuery extends LogQuery {
  @Transform(toInteger)
  @IntegerField(1, MAX_EVENTS, { optional: true, default: 100, description: 'Maximum number of events.' })
  limit?: number;
}
