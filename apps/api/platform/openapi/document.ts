import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { RESPONSE_SCHEMAS } from './schemas.js';
import { COMMAND_HEADERS, describeCommand, describeQuery } from './operations.js';

const problem = {
  type: 'object',
  description: 'RFC 9457 problem document.',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string', description: 'Stable: urn:ledgerdesk:problem:<code>.' },
    title: { type: 'string', description: 'By the status, in the language of the reader (L1).' },
    status: { type: 'integer' },
    detail: {
      type: 'string',
      description:
        'What was wrong and what to do, in the language of the reader: `?language=` where a route takes it, else by Accept-Language, else English.',
    },
    rule: { type: 'string', description: 'The rule that refused.' },
    instance: { type: 'string', description: 'Id of the request, as the log of the engine names it.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

const refusal = {
  description: 'Refused; see the problem document.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The OpenAPI 3.1 description of all routes, with the problem document for every refusal. */
export const describeApi = (app: INestApplication): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Ledgerdesk')
    .setVersion('1')
    .setDescription('Premium support with a promised response time, on an append-only log.')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const { schemas } = document.components ?? {};
  document.components = {
    ...document.components,
    schemas: { ...schemas, ...RESPONSE_SCHEMAS, Problem: problem },
    parameters: COMMAND_HEADERS,
  };
  for (const { get, post, put, delete: remove } of Object.values(document.paths)) {
    if (get) describeQuery(get);
    for (const command of [post, put, remove]) if (command) describeCommand(command);
    for (const operation of [get, post, put, remove])
      if (operation) operation.responses = { ...operation.responses, '4XX': refusal };
  }
  return document;
};
