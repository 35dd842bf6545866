import { isRecord } from '@ledgerdesk/kernel';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Caller, Reply } from './caller.js';
import { type Description, type Route, routesIn } from './openapi-description.js';
import { strictSchemas } from './strict-schemas.js';

const KEY = 'Idempotency-Key';

/** A request with an Idempotency-Key, and its first response. */
interface SentCommand {
  readonly name: string;
  readonly first: Reply;
  readonly repeat: () => Promise<Reply>;
}

const goodIn = ({ responses }: Route) => Object.entries(responses).filter(([status]) => status.startsWith('2'));

const schemaIn = (content: Readonly<Record<string, unknown>> | undefined): unknown => {
  const media = content?.['application/json'];
  return isRecord(media) ? media['schema'] : undefined;
};

const validatorsOf = (description: Description): ReadonlyMap<string, ValidateFunction> => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'api', components: { schemas: strictSchemas(description) } });
  return new Map(
    routesIn(description).flatMap((route) =>
      goodIn(route).flatMap(([status, { content }]) => {
        const schema = schemaIn(content);
        return isRecord(schema)
          ? [[`${route.name} ${status}`, ajv.compile({ $ref: `api${String(schema['$ref'])}` })] as const]
          : [];
      }),
    ),
  );
};

const answerIn = ({ status, body, headers }: Reply) => ({
  status,
  // The place in line is that of the moment.
  body: { ...body, position: null, expectedWaitSeconds: null, agentsAvailable: null, resumesAt: null },
  etag: headers.get('etag'),
  position: headers.get('ledger-position'),
});

const isReplayed = ({ headers }: Reply): boolean => headers.get('idempotency-replayed') === 'true';

const expectRepeat = async ({ name, first, repeat }: SentCommand): Promise<void> => {
  const again = await repeat();
  expect({ name, ...answerIn(again) }).toEqual({ name, ...answerIn(first) });
  expect({ name, replayed: [first, again].map(isReplayed) }).toEqual({ name, replayed: [false, true] });
};

/** Calls routes by their names, and compares each response with the schema that the API documents for it. */
export class DocumentedResponses {
  readonly routes: readonly Route[];
  readonly #validators: ReadonlyMap<string, ValidateFunction>;
  readonly #seen = new Set<string>();
  readonly #commands: SentCommand[] = [];

  constructor(description: Description) {
    this.routes = routesIn(description);
    this.#validators = validatorsOf(description);
  }

  /** Names of the routes for whose response no schema is documented. */
  get undescribed(): readonly string[] {
    const described = [...this.#validators.keys()];
    return this.#namesOf(({ name }) => !described.some((key) => key.startsWith(`${name} `)));
  }

  /** Routes of which no response was validated. */
  get unseen(): readonly Route[] {
    return this.routes.filter(({ name }) => !this.#seen.has(name));
  }

  /** Names of the routes that honour an Idempotency-Key. */
  get keyed(): readonly string[] {
    return this.#namesOf(({ parameters }) => parameters.some(({ name }) => name === KEY));
  }

  /** Names of the routes that were called with a key. */
  get repeated(): readonly string[] {
    return [...new Set(this.#commands.map(({ name }) => name))].toSorted();
  }

  /** Validates a response against the schema of its route. */
  validate(name: string, { status, body }: Reply): void {
    const validate = this.#validators.get(`${name} ${status}`);
    expect({ name, status, described: validate !== undefined, body }).toMatchObject({ described: true });
    validate?.(body);
    expect({ name, body, errors: validate?.errors ?? [] }).toEqual({ name, body, errors: [] });
    this.#seen.add(name);
  }

  /** Calls a route by its name with these path parameters and validates the response; a command is repeated. */
  async call(
    caller: Caller,
    name: string,
    ids: Readonly<Record<string, string>> = {},
    body?: object,
  ): Promise<Reply['body']> {
    const [, path = ''] = name.split(' ');
    const filled = path.replace(/\{(\w+)\}/g, (_all, id: string) => ids[id] ?? '');
    const reply = await this.#sendFirst(caller, name, filled, body);
    this.validate(name, reply);
    const command = this.#commands.at(-1);
    if (command?.first === reply) await expectRepeat(command);
    return reply.body;
  }

  /** Repeats every command once more: each has its first response for good. */
  async repeatAll(): Promise<void> {
    for (const command of this.#commands) await expectRepeat(command);
  }

  /** Sends a request, with a new key if its route takes one, and notes it for a repeat. */
  async #sendFirst(caller: Caller, name: string, path: string, body?: object): Promise<Reply> {
    const [method = ''] = name.split(' ');
    if (!this.keyed.includes(name)) return caller.send(method, path, body);
    const keyed = caller.with({ [KEY]: `key-${this.#commands.length}` });
    const repeat = () => keyed.send(method, path, body);
    const first = await repeat();
    this.#commands.push({ name, first, repeat });
    return first;
  }

  #namesOf(isOne: (route: Route) => boolean): readonly string[] {
    return this.routes
      .filter(isOne)
      .map(({ name }) => name)
      .toSorted();
  }
}
