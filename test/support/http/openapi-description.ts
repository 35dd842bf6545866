import type { Caller } from './caller.js';

/** The part of JSON Schema that the API uses. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly example?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema: Schema;
}
type Reference = { readonly $ref: string };

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  /** Empty for a public route. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** The token kinds that may call a route that is not public. */
  readonly 'x-caller-kinds'?: readonly string[];
  /** Whether a service has to act for a member, or may. Absent if it may not. */
  readonly 'x-on-behalf-of'?: 'required' | 'optional';
  readonly parameters: readonly (Parameter | Reference)[];
  /** Why a request that takes no `Idempotency-Key` may be repeated. */
  readonly 'x-repeatable'?: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly headers?: Readonly<Record<string, unknown>>;
        readonly content?: Readonly<Record<string, unknown>>;
      }
    >
  >;
}

/** The parts of an OpenAPI document that tests read. */
export interface Description {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly securitySchemes: Readonly<Record<string, unknown>>;
  };
}

/** A documented route with its references resolved. */
export interface Route extends Omit<Operation, 'parameters'> {
  /** e.g. `GET /v1/tickets`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
}

export const fetchDescription = async (caller: Caller): Promise<Description> => {
  const { body } = await caller.get('/openapi.json');
  return body as object as Description;
};

const nameIn = ($ref: string): string => $ref.split('/').at(-1) ?? '';

/** Resolves a schema that may be a reference. Throws RangeError for an unknown reference. */
export const schemaIn = ({ components }: Description, schema: Schema): Schema => {
  if (schema.$ref === undefined) return schema;
  const found = components.schemas[nameIn(schema.$ref)];
  if (!found) throw new RangeError(`Unknown reference ${schema.$ref}.`);
  return found;
};

const parameterIn = ({ components }: Description, parameter: Parameter | Reference): Parameter => {
  if (!('$ref' in parameter)) return parameter;
  const found = components.parameters[nameIn(parameter.$ref)];
  if (!found) throw new RangeError(`Unknown reference ${parameter.$ref}.`);
  return found;
};

/** Returns every route of a description. */
export const routesIn = (description: Description): readonly Route[] =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([name, operation]) => {
      const method = name.toUpperCase();
      const schema = operation.requestBody?.content['application/json']?.schema;
      const parameters = operation.parameters.map((parameter) => parameterIn(description, parameter));
      return {
        ...operation,
        name: `${method} ${path}`,
        method,
        path,
        parameters,
        body: schema && schemaIn(description, schema),
      };
    }),
  );
