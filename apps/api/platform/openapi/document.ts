import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { COMMAND_HEADERS, describeChange, describeQuery } from './operations.js';
import { PROBLEM_SCHEMAS } from './problem.schemas.js';
import { definedSchemas } from './schema-registry.js';

const problemResponse = {
  description: 'The request failed. See the problem document.',
  content: { 'application/problem+json': { schema: PROBLEM_SCHEMAS.Problem } },
};

/** The OpenAPI 3.1 document of all routes. */
export const describeApi = (app: INestApplication): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Ledgerdesk')
    .setVersion('1')
    .setDescription('Event-sourced premium support with promised response times.')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const { schemas } = document.components ?? {};
  document.components = {
    ...document.components,
    schemas: { ...schemas, ...definedSchemas() },
    parameters: COMMAND_HEADERS,
  };
  for (const { get, post, put, delete: remove } of Object.values(document.paths)) {
    if (get) describeQuery(get);
    for (const change of [post, put, remove]) if (change) describeChange(change);
    for (const operation of [get, post, put, remove])
      if (operation) operation.responses = { ...operation.responses, '4XX': problemResponse };
  }
  return document;
};
