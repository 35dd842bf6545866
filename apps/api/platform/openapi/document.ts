import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { deprecationOf } from '../http/deprecated-paths.js';
import { COMMAND_HEADERS, describeChange, describeQuery } from './operations.js';
import { addExamples } from './operation-examples.js';
import { describePath } from './path-parameters.js';
import { PROBLEM_SCHEMAS } from './problem.schemas.js';
import { definedSchemas } from './schema-registry.js';
import { TAGS } from './tags.js';
import { WEBHOOK_REQUESTS } from './webhook-requests.js';

const RETRY_AFTER = {
  description: 'Seconds after which a retry may succeed.',
  schema: { type: 'integer' as const },
  example: 5,
};
const problem = { 'application/problem+json': { schema: PROBLEM_SCHEMAS.Problem } };

/** The responses to requests that fail. */
const FAILURES = {
  '4XX': {
    description: 'The request was refused. 429 has the header `Retry-After`.',
    headers: { 'Retry-After': RETRY_AFTER },
    content: problem,
  },
  '5XX': {
    description: 'The engine, or a store that it needs, cannot answer now. 503 has the header `Retry-After`.',
    headers: { 'Retry-After': RETRY_AFTER },
    content: problem,
  },
};

/** How pages of the hub sign in. `type` and `in` are those of every cookie. */
const HUB_SESSION = {
  type: 'apiKey' as const,
  in: 'cookie',
  description:
    'The session of a person who has signed in to the hub, in place of a token. Taken from pages of the hub only: ' +
    'with `Sec-Fetch-Site: same-origin`, or with its `Origin`. Over plain HTTP, in development, the name is ' +
    '`ledgerdesk-session-<port>`.',
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
    .addCookieAuth('__Host-ledgerdesk-session', HUB_SESSION, 'hub-session')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const { schemas } = document.components ?? {};
  document.components = {
    ...document.components,
    schemas: { ...schemas, ...definedSchemas() },
    parameters: COMMAND_HEADERS,
  };
  document.tags = TAGS;
  document.webhooks = WEBHOOK_REQUESTS;
  for (const path of Object.keys(document.paths)) {
    const deprecated = deprecationOf(path);
    if (deprecated && deprecated.isListed !== true) delete document.paths[path];
  }
  for (const { get, post, put, patch, delete: remove } of Object.values(document.paths)) {
    if (get) describeQuery(get);
    for (const change of [post, put, patch, remove]) if (change) describeChange(change);
    for (const operation of [get, post, put, patch, remove]) {
      if (!operation) continue;
      operation.responses = { ...operation.responses, ...FAILURES };
      operation.security ??= [];
      describePath(operation);
      addExamples(operation, document.components.schemas ?? {});
    }
  }
  return document;
};
