/** The part of JSON Schema (2020-12) that describes event data. A type that allows null is an `anyOf` with null. */
export interface FieldSchema {
  readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';
  readonly description?: string;
  readonly format?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly FieldSchema[];
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  /** True for personal data, which is masked for readers without a right to it. */
  readonly 'x-personal'?: true;
  /** True for a URL whose query is a secret. Its place is taken by `•••`. */
  readonly 'x-secret-query'?: true;
  /** True for a secret, such as the keys of files. Its place is taken by `•••`. */
  readonly 'x-secret'?: true;
}

/** The schema of the data of an event type. */
export interface EventSchema extends FieldSchema {
  readonly description: string;
  readonly type: 'object';
  readonly properties: Readonly<Record<string, FieldSchema>>;
  /** The version of the event type whose data the schema describes. */
  readonly 'x-version': number;
}
