import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, MaxLength, Min } from 'class-validator';

const MAX_EVENTS = 1_000;
const wholeNumber = ({ value }: { readonly value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

export class LogQuery {
  @ApiProperty({
    required: false,
    type: String,
    description: 'Position to read on after; left out: from the start, or, live, from now on.',
  })
  @IsOptional()
  @Matches(/^(0|[1-9]\d{0,18})$/)
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
  @ApiProperty({ required: false, type: 'integer', minimum: 1, maximum: MAX_EVENTS, default: 100 })
  @IsOptional()
  @Transform(wholeNumber)
  @Min(1)
  @Max(MAX_EVENTS)
  @IsInt()
  limit?: number;
}
