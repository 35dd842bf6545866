import type { OpenAPIObject } from '@nestjs/swagger';

/** A schema of OpenAPI 3.1 or a reference to one. */
export type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

type Fields<T> = { readonly [Name in keyof T]-?: Schema };
type OptionalKeys<T> = { [Name in keyof T]-?: undefined extends T[Name] ? Name : never }[keyof T];

const typed = (type: string, description?: string): Schema => ({
  type,
  ...(description === undefined ? {} : { description }),
});

export const string = (description?: string): Schema => typed('string', description);
export const integer = (description?: string): Schema => typed('integer', description);
export const number = (description?: string): Schema => typed('number', description);
export const boolean = (description?: string): Schema => typed('boolean', description);
export const anyObject = (description?: string): Schema => typed('object', description);
export const dateTime = (description?: string): Schema => ({ ...typed('string', description), format: 'date-time' });
export const date = (description?: string): Schema => ({ ...typed('string', description), format: 'date' });
export const enumOf = (values: readonly string[], description?: string): Schema => ({
  ...typed('string', description),
  enum: [...values],
});
export const arrayOf = (items: Schema, description?: string): Schema => ({ ...typed('array', description), items });

/** An object with arbitrary keys and values of one type. */
export const mapOf = (additionalProperties: Schema, description?: string): Schema => ({
  ...typed('object', description),
  additionalProperties,
});

/** The schema or null. */
export const nullable = (schema: Schema, description?: string): Schema => ({
  anyOf: [schema, { type: 'null' }],
  ...(description === undefined ? {} : { description }),
});

/** The schema with a different description, for use as a property. */
export const described = (description: string, schema: Schema): Schema => ({ ...schema, description });

/**
 * An object with exactly the properties of `T`; any difference between type and schema is a compile error. Properties
 * are required unless named in `optional`.
 *
 * @example
 * ```ts
 * const money = objectOf<Money>({ minor: integer('Amount in minor units.'), currency: string('ISO 4217.') });
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

/** One page of a list and the cursor of the next page. */
export const pageOf = (items: Schema): Schema =>
  objectOf<{ readonly items: unknown; readonly next?: string }>(
    { items: arrayOf(items, 'Items of this page.'), next: string('Cursor of the next page. Absent on the last page.') },
    'next',
  );
