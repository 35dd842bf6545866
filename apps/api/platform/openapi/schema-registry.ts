import type { Schema } from './schema.js';

interface SchemaReference {
  readonly $ref: string;
}

const registered = new Map<string, Schema>();

/**
 * Adds schemas to `components.schemas` of the OpenAPI document and returns a reference to each. Throws if a name is
 * already in use.
 *
 * @example
 * ```ts
 * export const MAIL_SCHEMAS = defineSchemas({ MailPage: pageOf(mail) });
 *
 * @ApiOkResponse({ schema: MAIL_SCHEMAS.MailPage })
 * ```
 */
export const defineSchemas = <Name extends string>(
  schemas: Readonly<Record<Name, Schema>>,
): Readonly<Record<Name, SchemaReference>> => {
  const references: Partial<Record<Name, SchemaReference>> = {};
  for (const name in schemas) {
    if (registered.has(name)) throw new Error(`Duplicate OpenAPI schema name "${name}". Rename one of the schemas.`);
    registered.set(name, schemas[name]);
    references[name] = { $ref: `#/components/schemas/${name}` };
  }
  return references as Record<Name, SchemaReference>;
};

/** All schemas defined so far, by name. */
export const definedSchemas = (): Record<string, Schema> => Object.fromEntries(registered);
