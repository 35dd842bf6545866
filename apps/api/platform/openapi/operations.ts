import { ApiExtension, type OpenAPIObject } from '@nestjs/swagger';
import { EXAMPLES } from './examples.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = Extract<NonNullable<Operation['parameters']>[number], { readonly name: string }>;
interface ResponseHeader {
  readonly description: string;
  readonly schema: { readonly type: 'string' };
  readonly example: string;
}

const requestHeader = (name: string, description: string, example: string): Parameter => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
  example,
});

/** Request headers of commands, by their name in `components.parameters`. */
export const COMMAND_HEADERS: Readonly<Record<string, Parameter>> = {
  IdempotencyKey: requestHeader(
    'Idempotency-Key',
    '1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one.',
    'form-8f3a',
  ),
  IfMatch: requestHeader(
    'If-Match',
    '`ETag`s of earlier responses. 412 if the resource has another one by now.',
    EXAMPLES.etag,
  ),
  IfNoneMatch: requestHeader(
    'If-None-Match',
    '`*`: 412 if the resource exists. `ETag`s: 412 if it has one of them.',
    '*',
  ),
  CorrelationId: requestHeader(
    'Correlation-Id',
    '1 to 64 letters, digits, - or _. Stored with the events.',
    EXAMPLES.correlationId,
  ),
  LedgerPosition: requestHeader(
    'Ledger-Position',
    'The `Ledger-Position` of an earlier response. The command is decided on a state that includes that position.',
    EXAMPLES.position,
  ),
};

const REPLAYED: Readonly<Record<string, ResponseHeader>> = {
  'Idempotency-Replayed': {
    description: '`true` if an earlier request with the same `Idempotency-Key` had the effect. Absent otherwise.',
    schema: { type: 'string' },
    example: 'true',
  },
};

const RESPONSE_HEADERS: Readonly<Record<string, ResponseHeader>> = {
  ...REPLAYED,
  ETag: {
    description: 'Revision of the resource, for `If-Match`.',
    schema: { type: 'string' },
    example: EXAMPLES.etag,
  },
  'Ledger-Position': {
    description: 'Position of the write in the log. A request with this header sees a state that includes the write.',
    schema: { type: 'string' },
    example: EXAMPLES.position,
  },
};

const BULK = 'x-changes-several';
const UNRECORDED = 'x-changes-outside-log';
const REPEATABLE = 'x-repeatable';

/** Marks a command that changes several resources: it takes no preconditions and returns no `ETag`. */
export const ApiBulkCommand = (): MethodDecorator => ApiExtension(BULK, true);

/** Marks a command that records no event: it takes no preconditions and returns neither `ETag` nor position. */
export const ApiUnrecordedCommand = (): MethodDecorator => ApiExtension(UNRECORDED, true);

/** Marks a request that is not a command, and says why it may be repeated without an `Idempotency-Key`. */
export const ApiRepeatable = (reason: string): MethodDecorator => ApiExtension(REPEATABLE, reason);

const without = <T>(all: Readonly<Record<string, T>>, ...names: readonly string[]): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));

const successesOf = (responses: Operation['responses']): readonly object[] =>
  Object.entries(responses).flatMap(([status, response]) => (status.startsWith('2') && response ? [response] : []));

/** The request and response headers of a command. */
const headersOf = (operation: Operation) => {
  if (UNRECORDED in operation) return { request: ['IdempotencyKey'], response: REPLAYED };
  if (BULK in operation)
    return {
      request: ['IdempotencyKey', 'CorrelationId', 'LedgerPosition'],
      response: without(RESPONSE_HEADERS, 'ETag'),
    };
  return { request: Object.keys(COMMAND_HEADERS), response: RESPONSE_HEADERS };
};

/** Adds request and response headers to a route that sends a command. */
const describeCommand = (operation: Operation): void => {
  const { request, response: headers } = headersOf(operation);
  operation.parameters?.push(...request.map((name) => ({ $ref: `#/components/parameters/${name}` })));
  for (const response of successesOf(operation.responses))
    Object.assign(response, { description: 'The new state.', headers });
};

/** Describes the headers and responses of a route that does not only read. */
export const describeChange = (operation: Operation): void =>
  REPEATABLE in operation ? describeQuery(operation) : describeCommand(operation);

/** Describes the response of a route that only reads. */
export const describeQuery = ({ responses }: Operation): void => {
  for (const response of successesOf(responses)) Object.assign(response, { description: 'The requested data.' });
};
