import { MAX_ROWS } from '@ledgerdesk/projections';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { IntegerField } from '../platform/http/fields.js';
import { CursorField, toInteger } from '../platform/http/paging.js';

/** Characters of a row's key: ids with separators. */
const MAX_KEY = 300;

export class LineageQuery extends AsOfParams {
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

  @CursorField() cursor?: string;

  @Transform(toInteger)
  @IntegerField(1, MAX_ROWS, { optional: true, default: 100, example: 20, description: 'Maximum number of events.' })
  limit?: number;
}

export class RowsQuery extends AsOfParams {
  @ApiProperty({
    required: false,
    type: String,
    example: 'acme.',
    description: 'Prefix of row keys, e.g. `acme.` of `issue-patterns`.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  prefix?: string;

  @CursorField() cursor?: string;

  @Transform(toInteger)
  @IntegerField(1, MAX_ROWS, { optional: true, example: 20, description: 'Maximum number of rows. 50 by default.' })
  limit?: number;
}
