import { ApplicationModule } from '@ledgerdesk/application';
import type { Texts } from '@ledgerdesk/domain';
import type { ProcessStatus } from '@ledgerdesk/runtime';
import type { DynamicModule } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { type Engine, hasRole, mailStatus } from './index.js';
import { ApiModule } from '../api/app.module.js';
import { Workers } from './workers/workers.js';
import { uploadContentTypeHook } from '../api/attachments/upload-content-type.hook.js';
import { handleClientError } from '../api/platform/http/client-error.js';
import { BODY_LIMIT, jsonBody } from '../api/platform/http/json-body.js';
import { ledgerPositionHook, type ReadModelProgress } from '../api/platform/http/ledger-position.hook.js';
import { PinoLogger } from '../api/platform/http/pino-logger.js';
import { ProblemFilter, frameworkErrorHandler } from '../api/platform/http/problem.filter.js';
import { registerRateLimit } from '../api/platform/http/rate-limit.js';
import { RouteTable } from '../api/platform/http/route-table.js';
import { validation } from '../api/platform/http/validation.js';
import { describeApi } from '../api/platform/openapi/document.js';
import { healthOf } from '../api/operations/health.js';
import { Metrics } from '../api/operations/metrics.js';
import { trackUnusedConnections } from '../api/platform/http/unused-connections.js';
import { signInHook } from '../api/platform/auth/sign-in.hook.js';
import { TokenVerifier } from '../api/platform/auth/token-verifier.js';

/** An engine that answers HTTP. */
export interface Server {
  readonly app: NestFastifyApplication;
  readonly commands: CommandBus;
  /** How the processes are doing; null while they run elsewhere. */
  processes(): readonly ProcessStatus[] | null;
  /** Stops taking requests, finishes those at hand, then stops deadlines, read models and the log. */
  close(): Promise<void>;
}

const textsNow =
  ({ policies, recorder }: Engine) =>
  (): Texts =>
    policies.at(recorder.clock.now()).texts;

const progressOf = ({ store, board }: Engine): ReadModelProgress => ({
  head: () => store.head(),
  waitFor: (position, names, ms) => board.waitFor(position, ms, names),
});

const verifierOf = ({ settings, secrets }: Engine): TokenVerifier =>
  new TokenVerifier({
    issuer: settings.JWT_ISSUER,
    audience: settings.JWT_AUDIENCE,
    ownKey: secrets.signInKey,
    ...(settings.JWKS_URL === undefined ? {} : { jwksUrl: settings.JWKS_URL }),
  });

const prepare = async (
  app: NestFastifyApplication,
  engine: Engine,
  routes: RouteTable,
  metrics: Metrics,
): Promise<void> => {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.decorate('tenant', engine.settings.TENANT);
  fastify.decorateRequest('caller', undefined);
  routes.watch(fastify);
  metrics.watch(fastify);
  fastify.addHook('onRequest', signInHook(verifierOf(engine)));
  fastify.addHook('onRequest', ledgerPositionHook(progressOf(engine)));
  await app.register(helmet);
  await app.register(multipart);
  fastify.addHook('onRequest', uploadContentTypeHook);
  await registerRateLimit(app, engine.settings.RATE_LIMIT);
  fastify.removeContentTypeParser('text/plain');
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT }, jsonBody);
  app.useGlobalPipes(validation());
  app.useGlobalFilters(new ProblemFilter(routes, textsNow(engine)));
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
  });
};

const SWEEP_MS = 50;

/** Finishes the requests at hand. Connections that fall idle only then would be kept alive for minutes: they are closed, too. */
const closeListening = async (app: NestFastifyApplication, endSilentConnections: () => void): Promise<void> => {
  const { server } = app.getHttpAdapter().getInstance();
  const sweep = setInterval(() => {
    server.closeIdleConnections();
    endSilentConnections();
  }, SWEEP_MS);
  await app.close();
  clearInterval(sweep);
};

/**
 * Builds the HTTP side of an engine, ready to listen or to be injected into; deadlines run from now on. Modules in
 * `beside` are served behind the same sign-in and validation.
 */
export const createServer = async (engine: Engine, beside: readonly DynamicModule[] = []): Promise<Server> => {
  let stopping = false;
  const workers = new Workers(engine);
  const health = healthOf({
    projections: () => engine.board.status(),
    deadlines: () => workers.deadlineStatus(),
    processes: () => workers.processStatus(),
    mail: () => mailStatus(engine.settings),
    isStopping: () => stopping,
  });
  const metrics = new Metrics(health);
  const application = ApplicationModule.forRoot({ ...engine, quoteKey: engine.secrets.quoteKey() });
  const api = ApiModule.forRoot(
    {
      ...engine,
      webhookKey: engine.secrets.webhookKey(),
      progress: progressOf(engine),
      health,
      metrics,
      servesRequests: hasRole(engine.settings, 'http'),
    },
    [application, ...beside],
  );
  const app = await NestFactory.create<NestFastifyApplication>(
    api,
    new FastifyAdapter({
      frameworkErrors: frameworkErrorHandler(textsNow(engine)),
      clientErrorHandler: handleClientError,
    }),
    { bodyParser: false, logger: new PinoLogger(engine.settings.LOG_LEVEL), abortOnError: false },
  );
  await prepare(app, engine, new RouteTable(), metrics);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const endSilentConnections = trackUnusedConnections(app.getHttpAdapter().getInstance().server);
  await workers.start(app, metrics);
  return {
    app,
    commands: app.get(CommandBus),
    processes: () => workers.processStatus(),
    close: async () => {
      stopping = true;
      await closeListening(app, endSilentConnections);
      await workers.stop();
      await engine.close();
    },
  };
};
