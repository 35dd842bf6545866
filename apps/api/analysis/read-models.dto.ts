import { applyDecorators } from '@nestjs/common';
import { TIME_BASES, type TimeBasis } from '@ledgerdesk/kernel';
import { MAX_ROWS } from '@ledgerdesk/projections';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { EnumField, IntegerField, PositionOrInstantField } from '../platform/http/fields.js';
import { CursorField, toInteger } from '../platform/http/paging.js';

/** Characters of a row's key: ids with separators. */
export const MAX_KEY = 300;

/** The prefix of row keys that selects rows. */
const PrefixField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      required: false,
      type: String,
      example: 'acme.',
      description: 'Prefix of row keys, e.g. `acme.` of `issue-patterns`.',
    }),
    IsOptional(),
    IsString(),
    MaxLength(200),
  );

export class RowLineageQuery extends AsOfParams {
  @CursorField() cursor?: string;

  @Transform(toInteger)
  @IntegerField(1, MAX_ROWS, { optional: true, default: 100, example: 20, description: 'Maximum number of events.' })
  limit?: number;
}

export class LineageQuery extends RowLineageQuery {
  @ApiProperty({
    type: String,
    minLength: 1,
    maxLength: MAX_KEY,
    example: 'acme.aiko',
    description: 'Key of the row, as in `GET /v1/read-models/{name}`.',
  })
  @MaxLength(MAX_KEY)
  @MinLength(1)
  @IsString()
  key: string;
}

export class DiffQuery {
  @PositionOrInstantField({ example: '4100', description: 'The first moment: a log position or an instant.' })
  from: string;

  @PositionOrInstantField({
    optional: true,
    description: 'The second moment: a log position or an instant. Default: the current state.',
  })
  to?: string;

  @EnumField(TIME_BASES, {
    optional: true,
    description: 'Whether instants select events by when they were `recorded` (default) or `occurred`.',
  })
  by?: TimeBasis;

  @PrefixField() prefix?: string;

  @CursorField() cursor?: string;

  @Transform(toInteger)
  @IntegerField(1, MAX_ROWS, { optional: true, example: 20, description: 'Maximum number of rows. 50 by default.' })
  limit?: number;
}

export class RowsQuery extends AsOfParams {
  @PrefixField() prefix?: string;

  @CursorField() cursor?: string;

  @Transform(toInteger)
  @IntegerField(1, MAX_ROWS, { optional: true, example: 20, description: 'Maximum number of rows. 50 by default.' })
  limit?: number;
}
