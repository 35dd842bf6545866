import type { Page } from '@ledgerdesk/projections';
import { MAX_PAGE } from '@ledgerdesk/projections';
import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import { problemOf } from './problem.js';

/** A whole number in a query, or the text itself for the validator to refuse. */
export const wholeNumber = ({ value }: { readonly value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** Which page of a list. */
export class PageQuery {
  @ApiProperty({ required: false, description: 'The `next` of the page before.', type: String })
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  cursor?: string;

  @ApiProperty({ required: false, type: 'integer', minimum: 1, maximum: MAX_PAGE, default: 50 })
  @IsOptional()
  @Transform(wholeNumber)
  @Min(1)
  @Max(MAX_PAGE)
  @IsInt()
  limit?: number;
}

/** What was read, or the problem of why not. */
export const valueOrThrow = <T>(read: T | Refusal): T => {
  if (isRefusal(read)) throw problemOf(read);
  return read;
};

/** A page with each row shown as it goes out. */
export const pageOf = <R, V>({ items, next }: Page<R>, shown: (row: R) => V): Page<V> => ({
  items: items.map(shown),
  ...(next === undefined ? {} : { next }),
});
