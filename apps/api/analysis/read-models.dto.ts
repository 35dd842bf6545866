import { MAX_ROWS } from '@ledgerdesk/projections';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { IntegerField } from '../platform/http/fields.js';
import { wholeNumber } from '../platform/http/paging.js';
import { AsOfParams } from '../platform/as-of/as-of.dto.js';

export class RowsQuery extends AsOfParams {
  @ApiProperty({
    required: false,
    type: String,
    description: 'Rows whose keys begin so, e.g. `acme.aiko.` of `issue-patterns`.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  prefix?: string;

  @ApiProperty({
    required: false,
    type: String,
    description: 'The `next` of the page before, asked for as of the same moment.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  cursor?: string;

  @Transform(wholeNumber) @IntegerField(1, MAX_ROWS, { optional: true, description: '50 by default.' }) limit?: number;
}
