import {
  BUCKET_SIZES,
  type BucketSize,
  CHARGE_GROUPINGS,
  type Grouping,
  MAX_GROUPINGS,
  RESPONSE_GROUPINGS,
} from '@ledgerdesk/projections';
import { isList } from '@ledgerdesk/kernel';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { EnumField, OptionalField } from '../platform/http/fields.js';
import { MonthlyReportQuery } from './report.dto.js';

/** The names in a text. A parameter that is given twice is a list, which no name is. */
const groupByIn = (value: unknown): unknown => {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value.split(',') : [value];
};

const isGroupBy = (value: unknown, names: readonly string[]): boolean =>
  isList(value) &&
  value.length <= MAX_GROUPINGS &&
  new Set(value).size === value.length &&
  value.every((name) => names.some((known) => known === name));

/** Up to three groupings of a report, each once, separated by commas. */
export const GroupByField = (names: readonly Grouping[]): PropertyDecorator => {
  const name = `(${names.join('|')})`;
  return applyDecorators(
    ApiProperty({
      required: false,
      type: String,
      pattern: `^${name}(,${name}){0,${MAX_GROUPINGS - 1}}$`,
      example: names.slice(0, 2).join(','),
      description:
        `Splits the figures by up to three of: ${names.join(', ')}; separated by commas, each once. The hour of the ` +
        'week is local, from 0 (Monday 00:00) to 167.',
    }),
    OptionalField(),
    Transform(({ value }: { readonly value: unknown }) => groupByIn(value)),
    ValidateBy({
      name: 'isGroupBy',
      validator: {
        validate: (value: unknown) => isGroupBy(value, names),
        defaultMessage: () =>
          `$property must be one to three of ${names.join(', ')}, separated by commas, each at most once`,
      },
    }),
  );
};

/** Parameters of reports with buckets. A report adds its own `groupBy`. */
export class GroupedReportQuery extends MonthlyReportQuery {
  @EnumField(BUCKET_SIZES, {
    optional: true,
    example: 'month',
    description:
      'Splits the figures by the local time at which what is counted started. Buckets without any are present, from ' +
      '`from` or the first to `to` or the last. Weeks are those of ISO 8601.',
  })
  bucket?: BucketSize;
}

export class ResponseReportQuery extends GroupedReportQuery {
  @GroupByField(RESPONSE_GROUPINGS) groupBy?: readonly Grouping[];
}

export class ChargeReportQuery extends GroupedReportQuery {
  @GroupByField(CHARGE_GROUPINGS) groupBy?: readonly Grouping[];
}
