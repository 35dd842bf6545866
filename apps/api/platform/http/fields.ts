import { EXAMPLES } from '../openapi/examples.js';
import { isLocalDate } from '@ledgerdesk/business-time';
import { ID_PATTERN, instantOf, millisOf, POSITION_PATTERN } from '@ledgerdesk/kernel';
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
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
} from 'class-validator';

interface FieldOptions<Example = unknown> {
  readonly description: string;
  /** A realistic value, for the OpenAPI document. */
  readonly example?: Example;
  readonly default?: unknown;
  readonly optional?: boolean;
  /** Accepts null, with the same meaning as an absent field. */
  readonly nullable?: boolean;
}

/** Options of a field whose type suggests no example. */
type ExampleField<Example> = FieldOptions<Example> & { readonly example: Example };

/** The field may be absent. Null is refused, unlike with `IsOptional`: deciders expect a value of the field's type. */
export const OptionalField = (): PropertyDecorator => ValidateIf((_: unknown, value: unknown) => value !== undefined);

const documented = (
  { optional = false, nullable = false, ...rest }: FieldOptions,
  schema: ApiPropertyOptions,
): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ ...rest, ...schema, required: !optional, ...(nullable ? { nullable } : {}) } as ApiPropertyOptions),
    ...(nullable ? [IsOptional()] : optional ? [OptionalField()] : []),
  );

/** An id: 1 to 64 letters, digits, `-` or `_`. */
export const IdField = (options: ExampleField<string>): PropertyDecorator =>
  applyDecorators(
    documented(options, { type: String, pattern: ID_PATTERN.source }),
    Matches(ID_PATTERN, { message: '$property must be 1 to 64 letters, digits, - or _' }),
  );

/** Maximum size of a name in bytes. */
const MAX_NAME = 200;

/** A character that readers see. */
const VISIBLE = /[^\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}]/u;

/** A string of 1 to `bytes` bytes in UTF-8 with a character that readers see. */
export const TextField = (bytes: number, options: ExampleField<string>): PropertyDecorator =>
  applyDecorators(
    documented(options, { type: String, minLength: 1, maxLength: bytes }),
    Matches(VISIBLE, { message: '$property must not be empty' }),
    IsByteLength(1, bytes, { message: `$property must have 1 to ${bytes} bytes` }),
    IsString(),
  );

/** One line without control characters and bidirectional overrides: it reads as it is written. */
const AS_WRITTEN = /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u;

/** A name of 1 to 200 bytes in UTF-8: one line of visible text that reads as it is written. */
export const NameField = (options: ExampleField<string>): PropertyDecorator =>
  applyDecorators(
    TextField(MAX_NAME, options),
    Matches(AS_WRITTEN, { message: '$property must be one line of text, without control characters' }),
  );

/** An e-mail address. */
export const EmailField = (options: FieldOptions<string>): PropertyDecorator =>
  applyDecorators(
    documented({ example: 'aiko@acme.example', ...options }, { type: String }),
    IsEmail(),
    Matches(AS_WRITTEN, { message: '$property must not contain control characters' }),
    MaxLength(254),
  );

/** Maximum size of a message in bytes. */
export const LONG_TEXT = 65_536;

/** A list without duplicates. */
export const DistinctItems = (): PropertyDecorator =>
  ArrayUnique({ message: '$property must be a list without duplicates' });

/** One of a set of strings. */
export const EnumField = (values: readonly string[], options: FieldOptions<string>): PropertyDecorator =>
  applyDecorators(documented({ example: values[0], ...options }, { type: String, enum: [...values] }), IsIn(values));

/** A list of strings from a set, without duplicates. */
export const EnumListField = (values: readonly string[], options: FieldOptions<readonly string[]>): PropertyDecorator =>
  applyDecorators(
    documented({ example: values.slice(0, 1), ...options }, { type: String, enum: [...values], isArray: true }),
    IsIn(values, { each: true }),
    DistinctItems(),
    ArrayMaxSize(values.length),
    IsArray(),
  );

/** A list of 1 to `maxItems` ids, without duplicates. */
export const IdListField = (options: ExampleField<readonly string[]>, maxItems = 50): PropertyDecorator =>
  applyDecorators(
    documented(options, { type: String, isArray: true, minItems: 1, maxItems }),
    Matches(ID_PATTERN, { each: true }),
    DistinctItems(),
    ArrayMinSize(1),
    ArrayMaxSize(maxItems),
    IsArray(),
  );

/** Up to 10 upload tokens. */
export const UploadIdsField = (): PropertyDecorator =>
  applyDecorators(
    documented(
      {
        optional: true,
        example: [EXAMPLES.uploadId],
        description: 'Files to attach: `uploadId`s of your own uploads.',
      },
      { type: String, isArray: true, maxItems: 10 },
    ),
    MaxLength(4_096, { each: true }),
    IsString({ each: true }),
    ArrayMaxSize(10),
    IsArray(),
  );

/** An integer from `minimum` to `maximum`. */
export const IntegerField = (minimum: number, maximum: number, options: ExampleField<number>): PropertyDecorator =>
  applyDecorators(documented(options, { type: 'integer', minimum, maximum }), IsInt(), Min(minimum), Max(maximum));

export const BooleanField = (options: FieldOptions<boolean>): PropertyDecorator =>
  applyDecorators(documented({ example: true, ...options }, { type: Boolean }), IsBoolean());

/** A BCP 47 language tag, e.g. `ja` or `pt-BR`. */
export const LanguageField = (options: FieldOptions<string>): PropertyDecorator =>
  applyDecorators(
    documented({ example: 'ja', ...options }, { type: String, maxLength: 35 }),
    Matches(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/, {
      message: '$property must be a language tag such as en or ja',
    }),
  );

/** An existing calendar date, `yyyy-mm-dd`. */
export const LocalDateField = ({ description }: { readonly description: string }): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, format: 'date', example: '2026-11-01', description }),
    ValidateBy({
      name: 'isLocalDate',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isLocalDate(value),
        defaultMessage: () => '$property must be an existing date as yyyy-mm-dd',
      },
    }),
  );

/** An IANA time zone, such as `Asia/Tokyo`. Whether it exists is checked against the time-zone database. */
export const TimeZoneField = (options: FieldOptions<string>): PropertyDecorator =>
  applyDecorators(
    documented({ example: 'Asia/Tokyo', ...options }, { type: String, maxLength: 64 }),
    Matches(/^[A-Za-z0-9_+\-/]{1,64}$/, { message: '$property must be an IANA time zone such as Asia/Tokyo' }),
  );

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Also checks that the date exists: `Date` parses February 30 as March 2. */
const isTimestamp = (value: unknown): value is string =>
  typeof value === 'string' && RFC3339.test(value) && isLocalDate(value.slice(0, 10)) && !Number.isNaN(millisOf(value));

/** Converts a timestamp to UTC with milliseconds. Any other value is left for the validator to refuse. */
const toInstant = ({ value }: { readonly value: unknown }): unknown =>
  isTimestamp(value) ? instantOf(millisOf(value)) : value;

/** A position in the log. */
export const PositionField = (options: FieldOptions<string>): PropertyDecorator =>
  applyDecorators(documented({ example: EXAMPLES.position, ...options }, { type: String }), Matches(POSITION_PATTERN));

const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** A position in the log or an RFC 3339 timestamp. */
export const PositionOrInstantField = (options: FieldOptions<string>): PropertyDecorator =>
  applyDecorators(
    documented({ example: '2026-11-27T07:30:00Z', ...options }, { type: String }),
    Transform(toInstant),
    Matches(new RegExp(`${POSITION_PATTERN.source}|${UTC.source}`), {
      message: '$property must be a position of the log or an instant such as 2026-11-27T07:30:00Z',
    }),
  );

/** An RFC 3339 timestamp with an offset, converted to UTC. */
export const InstantField = (options: FieldOptions<string>): PropertyDecorator =>
  applyDecorators(
    documented({ example: '2026-11-27T07:30:00Z', ...options }, { type: String, format: 'date-time' }),
    Transform(toInstant),
    Matches(UTC, { message: '$property must be an instant such as 2026-11-27T07:30:00Z' }),
  );
