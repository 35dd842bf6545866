import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { MAX_PAGE, type Page, type TwoWayPage } from '@ledgerdesk/projections';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { EXAMPLES } from '../openapi/examples.js';
import { BooleanField, IntegerField } from './fields.js';
import { problemOf } from './problem.js';

/** Converts digits in a query string to a number. Any other value is left for the validator to refuse. */
export const toInteger = ({ value }: { readonly value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** Converts `true` and `false` in a query string. Any other value is left for the validator to refuse. */
export const toBoolean = ({ value }: { readonly value: unknown }): unknown =>
  value === 'true' || value === 'false' ? value === 'true' : value;

/** The cursor of a page. */
export const CursorField = (description = '`next` of the previous page.'): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      required: false,
      description,
      example: EXAMPLES.cursor,
      type: String,
    }),
    IsOptional(),
    IsString(),
    MaxLength(1024),
  );

/** The size of a page. */
const LimitField = (): PropertyDecorator =>
  applyDecorators(
    Transform(toInteger),
    IntegerField(1, MAX_PAGE, { optional: true, default: 50, example: 20, description: 'Maximum number of items.' }),
  );

/** Query parameters of a paged list. */
export class PageQuery {
  @CursorField() cursor?: string;
  @LimitField() limit?: number;
}

/** Query parameters of a paged list that is read from either end. */
export class TwoWayPageQuery {
  @CursorField('`next` of the page before, or `previous` of the page after.') cursor?: string;
  @LimitField() limit?: number;

  @Transform(toBoolean)
  @BooleanField({
    optional: true,
    description: 'The last page instead of the first. Continue with `previous`. Without effect with `cursor`.',
  })
  last?: boolean;
}

/** Returns the result. Throws Problem if it is a refusal. */
export const valueOrThrow = <T>(result: T | Refusal): T => {
  if (isRefusal(result)) throw problemOf(result);
  return result;
};

/** Returns the page with each item mapped. */
export const mapPage = <R, V>({ items, next }: Page<R>, map: (row: R) => V): Page<V> => ({
  items: items.map(map),
  ...(next === undefined ? {} : { next }),
});

/** Like `mapPage`, with the cursor of the page before. */
export const mapTwoWayPage = <R, V>({ previous, ...page }: TwoWayPage<R>, map: (row: R) => V): TwoWayPage<V> => ({
  ...mapPage(page, map),
  ...(previous === undefined ? {} : { previous }),
});
