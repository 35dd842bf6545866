import { ApiExtension, type OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = Extract<NonNullable<Operation['parameters']>[number], { readonly name: string }>;

const textHeader = (name: string, description: string): Parameter => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
});

/** What every command takes, by the name of its description. */
export const COMMAND_HEADERS: Readonly<Record<string, Parameter>> = {
  IdempotencyKey: textHeader(
    'Idempotency-Key',
    '1 to 255 visible ASCII characters: a repeat under the same key is answered as the first time.',
  ),
  IfMatch: textHeader('If-Match', 'The `ETag` of an earlier answer: refused with 412 when the state has moved on.'),
  CorrelationId: textHeader('Correlation-Id', '1 to 64 letters, digits, - or _, kept with the events.'),
};

/** What every command answers besides its body. */
const ANSWER_HEADERS: Readonly<
  Record<string, { readonly description: string; readonly schema: { readonly type: 'string' } }>
> = {
  ETag: { description: 'Revision of what was changed, for `If-Match`.', schema: { type: 'string' } },
  'Ledger-Position': {
    description: 'Where the log has come to; a GET that sends it back reads this write.',
    schema: { type: 'string' },
  },
};

const SEVERAL = 'x-changes-several';

/** Marks a command that changes several things at once: it has no one revision, neither to ask for nor to answer. */
export const ChangesSeveral = (): MethodDecorator => ApiExtension(SEVERAL, true);

const without = <T>(all: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([other]) => other !== name));

const successesOf = (responses: Operation['responses']): readonly object[] =>
  Object.entries(responses).flatMap(([status, response]) => (status.startsWith('2') && response ? [response] : []));

/** A route that may record something: its headers both ways. */
export const describeCommand = (operation: Operation): void => {
  const several = SEVERAL in operation;
  const asked = several ? without(COMMAND_HEADERS, 'IfMatch') : COMMAND_HEADERS;
  operation.parameters?.push(...Object.keys(asked).map((name) => ({ $ref: `#/components/parameters/${name}` })));
  const headers = several ? without(ANSWER_HEADERS, 'ETag') : ANSWER_HEADERS;
  for (const response of successesOf(operation.responses))
    Object.assign(response, { description: 'Done: the new state.', headers });
};

/** A route that only reads. */
export const describeQuery = ({ responses }: Operation): void => {
  for (const response of successesOf(responses)) Object.assign(response, { description: 'What there is.' });
};
