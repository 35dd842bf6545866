import { BUCKET_SIZES, type BucketSize, type Grouping, GROUPINGS } from '@ledgerdesk/projections';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { BooleanField, EnumField, IntegerField } from '../platform/http/fields.js';
import { CursorField, toBoolean, toInteger } from '../platform/http/paging.js';
import { GroupByField } from './grouped-report.dto.js';
import { MonthlyReportQuery } from './report.dto.js';

/** Rows on a page at most. */
const MAX_FACTS = 200;
/** The path of a measure: names separated by dots. */
const MEASURE = /^[A-Za-z0-9_-]{1,40}(?:\.[A-Za-z0-9_-]{1,40}){0,3}$/;

export class ReportFactsQuery extends MonthlyReportQuery {
  @GroupByField(GROUPINGS) groupBy?: readonly Grouping[];

  @EnumField(BUCKET_SIZES, { optional: true, example: 'month', description: 'Buckets of the report.' })
  bucket?: BucketSize;

  @ApiProperty({
    required: false,
    type: String,
    example: 'acme',
    description:
      'Values of the group, in the order of `groupBy`, separated by commas; empty for null. Default: all groups, if ' +
      '`period` is absent too.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(400)
  group?: string;

  @ApiProperty({
    required: false,
    type: String,
    example: '2026-11',
    description: 'Name of the bucket. Default: all buckets, if `group` is absent too.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  period?: string;

  @ApiProperty({
    type: String,
    example: 'breached',
    description:
      'The measure: a number of the report that is a sum, such as `breached` or `waitMinutes.count`. Sums of ' +
      'money are named by their currency (`revenue.EUR`) and in its minor unit.',
  })
  @Matches(MEASURE)
  @IsString()
  measure: string;

  @Transform(toBoolean)
  @BooleanField({ optional: true, description: 'Whether to list the events that made each row. Default: no.' })
  events?: boolean;

  @CursorField() cursor?: string;

  @Transform(toInteger)
  @IntegerField(1, MAX_FACTS, { optional: true, example: 20, description: 'Maximum number of rows. 50 by default.' })
  limit?: number;
}
