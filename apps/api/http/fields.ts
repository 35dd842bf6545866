import { ID_PATTERN } from '@ledgerdesk/events';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsByteLength, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';

interface Described {
  readonly description?: string;
  readonly example?: unknown;
  readonly optional?: boolean;
}

const documented = ({ optional = false, ...rest }: Described, schema: ApiPropertyOptions): PropertyDecorator =>
  applyDecorators(ApiProperty({ ...rest, ...schema, required: !optional } as ApiPropertyOptions), ...(optional ? [IsOptional()] : []));

/** An id: 1 to 64 letters, digits, `-` or `_`. */
export const Id = (described: Described = {}): PropertyDecorator => applyDecorators(
  documented(described, { type: String, pattern: ID_PATTERN.source }),
  Matches(ID_PATTERN, { message: '$property must be 1 to 64 letters, digits, - or _' }),
);

/** A text of 1 to `bytes` bytes in UTF-8, with at least one character that is no white space. */
export const Text = (bytes: number, described: Described = {}): PropertyDecorator => applyDecorators(
  documented(described, { type: String, minLength: 1, maxLength: bytes }),
  Matches(/\S/, { message: '$property must not be empty' }),
  IsByteLength(1, bytes, { message: `$property must have 1 to ${bytes} bytes` }),
  IsString(),
);

/** The longest text of a ticket: 64 KiB. */
export const LONG_TEXT = 65_536;

/** One of a few words. */
export const OneOf = (words: readonly string[], described: Described = {}): PropertyDecorator =>
  applyDecorators(documented(described, { type: String, enum: [...words] }), IsIn(words));

/** A list of words of a set, each once. */
export const SomeOf = (words: readonly string[], described: Described = {}): PropertyDecorator => applyDecorators(
  documented(described, { type: String, enum: [...words], isArray: true }), IsIn(words, { each: true }), ArrayUnique(), ArrayMaxSize(words.length), IsArray(),
);

/** A list of ids, each once, 50 at the most. */
export const Ids = (described: Described = {}): PropertyDecorator => applyDecorators(
  documented(described, { type: String, isArray: true }), Matches(ID_PATTERN, { each: true }), ArrayUnique(), ArrayMaxSize(50), IsArray(),
);

/** A whole number within bounds. */
export const Whole = (least: number, most: number, described: Described = {}): PropertyDecorator =>
  applyDecorators(documented(described, { type: 'integer', minimum: least, maximum: most }), IsInt(), Min(least), Max(most));

export const Flag = (described: Described = {}): PropertyDecorator => applyDecorators(documented(described, { type: Boolean }), IsBoolean());

/** BCP 47 language tag, e.g. `ja` or `pt-BR`. */
export const Language = (described: Described = {}): PropertyDecorator => applyDecorators(
  documented({ example: 'ja', ...described }, { type: String, maxLength: 35 }),
  Matches(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/, { message: '$property must be a language tag such as en or ja' }),
);
