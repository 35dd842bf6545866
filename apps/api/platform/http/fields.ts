import { isLocalDate } from '@ledgerdesk/business-time';
import { ID_PATTERN } from '@ledgerdesk/events';
import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsByteLength,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';

interface FieldOptions {
  readonly description?: string;
  readonly example?: unknown;
  readonly optional?: boolean;
  /** Null is as good as left out. */
  readonly nullable?: boolean;
}

/** May be left out. Null is a value of its own, and a wrong one: it would reach the rules in the place of a text. */
const OptionalField = (): PropertyDecorator => ValidateIf((_: unknown, value: unknown) => value !== undefined);

const documented = (
  { optional = false, nullable = false, ...rest }: FieldOptions,
  schema: ApiPropertyOptions,
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ ...rest, ...schema, required: !optional, ...(nullable ? { nullable } : {}) } as ApiPropertyOptions),
    ...(nullable ? [IsOptional()] : optional ? [OptionalField()] : []),
  );

/** An id: 1 to 64 letters, digits, `-` or `_`. */
export const IdField = (described: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    documented(described, { type: String, pattern: ID_PATTERN.source }),
    Matches(ID_PATTERN, { message: '$property must be 1 to 64 letters, digits, - or _' }),
  );

/** A text of 1 to `bytes` bytes in UTF-8, with at least one character that is no white space. */
export const TextField = (bytes: number, described: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    documented(described, { type: String, minLength: 1, maxLength: bytes }),
    Matches(/\S/, { message: '$property must not be empty' }),
    IsByteLength(1, bytes, { message: `$property must have 1 to ${bytes} bytes` }),
    IsString(),
  );

/** The longest text of a ticket: 64 KiB. */
export const LONG_TEXT = 65_536;

/** One of a few words. */
export const EnumField = (words: readonly string[], described: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(documented(described, { type: String, enum: [...words] }), IsIn(words));

/** A list of words of a set, each once. */
export const EnumListField = (words: readonly string[], described: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    documented(described, { type: String, enum: [...words], isArray: true }),
    IsIn(words, { each: true }),
    ArrayUnique(),
    ArrayMaxSize(words.length),
    IsArray(),
  );

/** A list of 1 to `most` ids, each once. */
export const IdListField = (described: FieldOptions = {}, most = 50): PropertyDecorator =>
  applyDecorators(
    documented(described, { type: String, isArray: true, minItems: 1, maxItems: most }),
    Matches(ID_PATTERN, { each: true }),
    ArrayUnique(),
    ArrayMinSize(1),
    ArrayMaxSize(most),
    IsArray(),
  );

/** Files that go with a message: up to 10 uploads, by the ids under which they were answered. */
export const UploadIdsField = (): PropertyDecorator =>
  applyDecorators(
    documented(
      { optional: true, description: 'Files that go with it: the `uploadId`s of your own uploads.' },
      { type: String, isArray: true, maxItems: 10 },
    ),
    MaxLength(4_096, { each: true }),
    IsString({ each: true }),
    ArrayMaxSize(10),
    IsArray(),
  );

/** A whole number within bounds. */
export const IntegerField = (least: number, most: number, described: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    documented(described, { type: 'integer', minimum: least, maximum: most }),
    IsInt(),
    Min(least),
    Max(most),
  );

export const BooleanField = (described: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(documented(described, { type: Boolean }), IsBoolean());

/** BCP 47 language tag, e.g. `ja` or `pt-BR`. */
export const LanguageField = (described: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    documented({ example: 'ja', ...described }, { type: String, maxLength: 35 }),
    Matches(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/, {
      message: '$property must be a language tag such as en or ja',
    }),
  );

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** JavaScript itself takes February 30 for March 2. */
const isTimestamp = (value: unknown): value is string =>
  typeof value === 'string' && RFC3339.test(value) && isLocalDate(value.slice(0, 10)) && !Number.isNaN(millisOf(value));

/** The instant in the engine's one form, or the value itself for the validator to refuse. */
const instant = ({ value }: { readonly value: unknown }): unknown =>
  isTimestamp(value) ? instantOf(millisOf(value)) : value;

/** A place in the log. */
const POSITION = /^(0|[1-9]\d{0,18})$/;
export const isPosition = (text: string): boolean => POSITION.test(text);

const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** A moment of the log: a position, or a point in time (RFC 3339). */
export const PositionOrInstantField = (described: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    documented({ example: '2026-11-27T07:30:00Z', ...described }, { type: String }),
    Transform(instant),
    Matches(new RegExp(`${POSITION.source}|${UTC.source}`), {
      message: '$property must be a position of the log, or an instant such as 2026-11-27T07:30:00Z',
    }),
  );

/** A point in time (RFC 3339) with its offset, kept in UTC. */
export const InstantField = (described: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    documented({ example: '2026-11-27T07:30:00Z', ...described }, { type: String, format: 'date-time' }),
    Transform(instant),
    Matches(UTC, { message: '$property must be an instant such as 2026-11-27T07:30:00Z' }),
  );
