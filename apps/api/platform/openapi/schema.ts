import type { OpenAPIObject } from '@nestjs/swagger';

/** A schema of OpenAPI 3.1, or a reference to one. */
export type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

type Fields<T> = { readonly [Name in keyof T]-?: Schema };
type OptionalKeys<T> = { [Name in keyof T]-?: undefined extends T[Name] ? Name : never }[keyof T];

/** An object with exactly the fields of a type, so that neither can change without the other; those that may be missing are named. */
export const objectOf = <T extends object>(
  fields: Fields<T>,
  ...omissible: readonly (OptionalKeys<T> & string)[]
): Schema => ({
  type: 'object',
  properties: { ...fields },
  required: Object.keys(fields).filter((name) => !omissible.some((other) => other === name)),
});

export const text: Schema = { type: 'string' };
export const instant: Schema = { type: 'string', format: 'date-time' };
export const date: Schema = { type: 'string', format: 'date' };
export const whole: Schema = { type: 'integer' };
export const flag: Schema = { type: 'boolean' };
export const anyObject: Schema = { type: 'object' };
export const oneOf = (values: readonly string[]): Schema => ({ type: 'string', enum: [...values] });
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
/** Another schema of the description, by its name. */
export const named = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
/** Values of one kind by names that are not known beforehand. */
export const byName = (additionalProperties: Schema): Schema => ({ type: 'object', additionalProperties });

/** All of a list at once, or a page of it with the cursor of the next. */
export const itemsOf = (items: Schema): Schema => objectOf<{ readonly items: unknown }>({ items: listOf(items) });
export const pageOf = (items: Schema): Schema =>
  objectOf<{ readonly items: unknown; readonly next?: string }>({ items: listOf(items), next: text }, 'next');
