import { MAX_ROWS } from '@ledgerdesk/projections';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';
import { IntegerField } from '../platform/http/fields.js';
import { CursorField, toInteger } from '../platform/http/paging.js';

export class RowsQuery extends AsOfParams {
  @ApiProperty({
    required: false,
    type: String,
    description: 'Prefix of row keys, e.g. `acme.` of `issue-patterns`.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  prefix?: string;

  @CursorField() cursor?: string;

  @Transform(toInteger)
  @IntegerField(1, MAX_ROWS, { optional: true, description: 'Maximum number of rows. 50 by default.' })
  limit?: number;
}
