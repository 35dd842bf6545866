import type { OpenAPIObject } from '@nestjs/swagger';
import { EXAMPLES } from './examples.js';

/** A schema of OpenAPI 3.1 or a reference to one. */
export type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

type Fields<T> = { readonly [Name in keyof T]-?: Schema };
type OptionalKeys<T> = { [Name in keyof T]-?: undefined extends T[Name] ? Name : never }[keyof T];

const typed = (type: string, description: string | undefined, example: unknown): Schema => ({
  type,
  ...(description === undefined ? {} : { description }),
  ...(example === undefined ? {} : { example }),
});

/** Each schema of a value has a description and an example: realistic, and valid against the schema itself. */
export const string = (description: string, example: string): Schema => typed('string', description, example);
export const integer = (description: string, example: number): Schema => typed('integer', description, example);
export const number = (description: string, example: number): Schema => typed('number', description, example);
export const boolean = (description?: string, example = true): Schema => typed('boolean', description, example);
export const anyObject = (example: object, description?: string): Schema => typed('object', description, example);
export const dateTime = (description?: string, example: string = EXAMPLES.instant): Schema => ({
  ...typed('string', description, example),
  format: 'date-time',
});
export const date = (description?: string, example: string = EXAMPLES.date): Schema => ({
  ...typed('string', description, example),
  format: 'date',
});
/** One of a set of strings. The example is the first one by default. */
export const enumOf = (values: readonly string[], description?: string, example = values[0]): Schema => ({
  ...typed('string', description, example),
  enum: [...values],
});

/** A text or whole number whose list, map or alternative has the description. */
export const valueLike = (example: string | number): Schema =>
  typed(typeof example === 'string' ? 'string' : 'integer', undefined, example);

/** A list. Its example is one item, unless another one is given. */
export const arrayOf = (items: Schema, description?: string, example?: readonly unknown[]): Schema => ({
  ...typed('array', description, example),
  items,
});

/** An object with arbitrary keys and values of one type. */
export const mapOf = (additionalProperties: Schema, description: string, example: object): Schema => ({
  ...typed('object', description, example),
  additionalProperties,
});

/** The schema or null. Its example is that of the schema, unless another one, such as null, is given. */
export const nullable = (schema: Schema, description?: string, example?: unknown): Schema => {
  const shown: unknown = example === undefined && 'example' in schema ? schema.example : example;
  return {
    anyOf: [schema, { type: 'null' }],
    ...(description === undefined ? {} : { description }),
    ...(shown === undefined ? {} : { example: shown }),
  };
};

/** One of several forms. The first is the one that a request without further parameters gets; its example is shown. */
export const anyOf = (...forms: readonly [Schema, ...Schema[]]): Schema => ({ anyOf: [...forms] });

/** The schema with a different description, for use as a property. */
export const described = (description: string, schema: Schema): Schema => ({ ...schema, description });

/**
 * An object with exactly the properties of `T`; any difference between type and schema is a compile error. Properties
 * are required unless named in `optional`.
 *
 * @example
 * ```ts
 * const money = objectOf<Money>({ minor: integer('Amount in cents.', 1500), currency: string('ISO 4217.', 'JPY') });
 * ```
 */
export const objectOf = <T extends object>(
  fields: Fields<T>,
  ...optional: readonly (OptionalKeys<T> & string)[]
): Schema => ({
  type: 'object',
  properties: { ...fields },
  required: Object.keys(fields).filter((name) => !optional.some((other) => other === name)),
});

/** A complete list. */
export const itemsOf = (items: Schema): Schema =>
  objectOf<{ readonly items: unknown }>({ items: arrayOf(items, 'All items.') });

/** The cursor of the next page. */
const nextCursor = string('Cursor of the next page. Absent on the last page.', EXAMPLES.cursor);

/** One page of a list and the cursor of the next page. */
export const pageOf = (items: Schema): Schema =>
  objectOf<{ readonly items: unknown; readonly next?: string }>(
    { items: arrayOf(items, 'Items of this page.'), next: nextCursor },
    'next',
  );

/** One page of a list that can be read from either end, and the cursors of the pages beside it. */
export const twoWayPageOf = (items: Schema): Schema =>
  objectOf<{ readonly items: unknown; readonly next?: string; readonly previous?: string }>(
    {
      items: arrayOf(items, 'Items of this page, in the order of the list.'),
      next: string(
        'Cursor of the next page. Absent on the last page, and on an empty page that was read from the end.',
        EXAMPLES.cursor,
      ),
      previous: string(
        'Cursor of the page before, also for `cursor`. Absent on the first page, and on an empty page that was read ' +
          'forward. A page that was read from the end may be empty and have it: go on as long as there is one.',
        EXAMPLES.cursor,
      ),
    },
    'next',
    'previous',
  );
