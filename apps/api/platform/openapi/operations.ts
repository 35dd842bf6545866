import { ApiExtension, type OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = Extract<NonNullable<Operation['parameters']>[number], { readonly name: string }>;
interface ResponseHeader {
  readonly description: string;
  readonly schema: { readonly type: 'string' };
}

const requestHeader = (name: string, description: string): Parameter => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
});

/** Request headers of commands, by their name in `components.parameters`. */
export const COMMAND_HEADERS: Readonly<Record<string, Parameter>> = {
  IdempotencyKey: requestHeader(
    'Idempotency-Key',
    '1 to 255 visible ASCII characters. A repeated request with the same key gets the response of the first one.',
  ),
  IfMatch: requestHeader('If-Match', '`ETag`s of earlier responses. 412 if the resource has another one by now.'),
  IfNoneMatch: requestHeader('If-None-Match', '`*`: 412 if the resource exists. `ETag`s: 412 if it has one of them.'),
  CorrelationId: requestHeader('Correlation-Id', '1 to 64 letters, digits, - or _. Stored with the events.'),
};

const RESPONSE_HEADERS: Readonly<Record<string, ResponseHeader>> = {
  ETag: { description: 'Revision of the resource, for `If-Match`.', schema: { type: 'string' } },
  'Ledger-Position': {
    description: 'Position of the write in the log. A GET with this header reads a state that includes the write.',
    schema: { type: 'string' },
  },
};

const BULK = 'x-changes-several';

/** Marks a command that changes several resources: it takes no preconditions and returns no `ETag`. */
export const ApiBulkCommand = (): MethodDecorator => ApiExtension(BULK, true);

const without = <T>(all: Readonly<Record<string, T>>, ...names: readonly string[]): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));

const successesOf = (responses: Operation['responses']): readonly object[] =>
  Object.entries(responses).flatMap(([status, response]) => (status.startsWith('2') && response ? [response] : []));

/** Adds request and response headers to a route that sends a command. */
export const describeCommand = (operation: Operation): void => {
  const isBulk = BULK in operation;
  const requestHeaders = isBulk ? without(COMMAND_HEADERS, 'IfMatch', 'IfNoneMatch') : COMMAND_HEADERS;
  operation.parameters?.push(
    ...Object.keys(requestHeaders).map((name) => ({ $ref: `#/components/parameters/${name}` })),
  );
  const headers = isBulk ? without(RESPONSE_HEADERS, 'ETag') : RESPONSE_HEADERS;
  for (const response of successesOf(operation.responses))
    Object.assign(response, { description: 'The new state.', headers });
};

/** Describes the response of a route that only reads. */
export const describeQuery = ({ responses }: Operation): void => {
  for (const response of successesOf(responses)) Object.assign(response, { description: 'The requested data.' });
};
