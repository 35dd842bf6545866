import {
  ApplicationModule,
  CommandExecutor,
  Engagements,
  NoOpMemory,
  LiveTickets,
  SeatCharges,
  TicketMerges,
} from '@ledgerdesk/application';
import type { Texts } from '@ledgerdesk/domain';
import { comparePositions, MINUTE, type Position } from '@ledgerdesk/kernel';
import { ManifestMaker } from '@ledgerdesk/manifest';
import { OutboxReplays } from '@ledgerdesk/processes';
import { type LogEntry, RATE_WHILE_AHEAD, realTimers, SampledLog, waitForTail } from '@ledgerdesk/runtime';
import { openContentsWith } from '@ledgerdesk/sealing';
import { type DynamicModule, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { ApiModule } from '../api/app.module.js';
import { serveHub } from '../api/hub-pages/serve-hub.js';
import { uploadContentTypeHook } from '../api/attachments/upload-content-type.hook.js';
import { AttemptLimit } from '../api/platform/http/attempt-limit.js';
import { bodyEncodingHook } from '../api/platform/http/body-encoding.hook.js';
import { refuseWhenClosing } from '../api/platform/http/refuse-when-closing.js';
import { BODY_LIMIT, jsonBody } from '../api/platform/http/json-body.js';
import { ledgerPositionHook, type ReadModelProgress } from '../api/platform/http/ledger-position.hook.js';
import { Connections } from '../api/platform/http/connections.js';
import { conditionalGetHook } from '../api/platform/http/conditional-get.hook.js';
import { registerCompression } from '../api/platform/http/compression.js';
import { deprecatedPathsHook } from '../api/platform/http/deprecated-paths.js';
import { contentTagHook } from '../api/platform/http/content-tag.hook.js';
import { registerCors } from '../api/platform/http/cors.js';
import { createNodeServer } from '../api/platform/http/node-server.js';
import { PinoLogger } from '../api/platform/http/pino-logger.js';
import { ProblemFilter, frameworkErrorHandler } from '../api/platform/http/problem.filter.js';
import { queryEncodingHook } from '../api/platform/http/query-encoding.hook.js';
import { queryNamesHook } from '../api/platform/http/query-names.hook.js';
import { Refusals } from '../api/platform/http/refusals.js';
import { registerRateLimit } from '../api/platform/http/rate-limit.js';
import { RequestQueue } from '../api/platform/http/request-queue.js';
import { requestIdOf } from '../api/platform/http/request-id.js';
import { RouteTable } from '../api/platform/http/route-table.js';
import { validation } from '../api/platform/http/validation.js';
import { watchReads } from '../api/platform/read-audit/read-audit.hook.js';
import { ReadRecorder } from '../api/platform/read-audit/read-recorder.js';
import { RequesterLookup } from '../api/platform/read-audit/requester-lookup.js';
import { describeApi } from '../api/platform/openapi/document.js';
import { serveDocument } from '../api/platform/openapi/serve-document.js';
import type { TimeSource } from '../api/platform/time-source.js';
import type { Health } from '../api/operations/health.js';
import type { Metrics } from '../api/operations/metrics.js';
import { MetricsServer } from '../api/operations/metrics-server.js';
import { HubSessions } from '../api/platform/auth/session/hub-sessions.js';
import type { HubSessionConfig, OidcClientConfig } from '../api/platform/auth/session/session-config.js';
import { type AddressLimits, signInHook } from '../api/platform/auth/sign-in.hook.js';
import type { ClaimNames } from '../api/platform/auth/token-claims.js';
import { TokenVerifier } from '../api/platform/auth/token-verifier.js';
import type { Engine } from './engine.js';
import { healthOfEngine, metricsOfEngine } from './engine-health.js';
import { manifestSourceOf } from './manifest-source.js';
import { storageConfigOf } from './storage.js';
import { ProcessWhatIfRunner } from './what-if/process-what-if-runner.js';
import { hasRole, originsIn, publicRoutesIn, type Settings, signInMethodOf, trustedProxiesIn } from './settings.js';

/** An engine with its HTTP server. */
export interface Server {
  readonly app: NestFastifyApplication;
  readonly commands: CommandBus;
  /** Does not listen yet. */
  readonly metrics: MetricsServer;
  /** Refuses new requests, finishes those in progress, then closes the engine. */
  close(): Promise<void>;
}

/** The web hub, as the build wrote it. */
const HUB_FOLDER = dirname(createRequire(import.meta.url).resolve('#compiled/hub/index.html'));

/** Longest life of tokens of the engine's own key, in days: that of `ledgerdesk token`. */
const OWN_TOKEN_DAYS = 3_650;
/** Longest life of tokens of an identity provider, in days. */
const TOKEN_DAYS = 366;

const currentTexts =
  ({ policies, clock }: Engine) =>
  (): Texts =>
    policies.at(clock.now()).texts;

/** Logs of failed and of refused requests. */
const requestLogs = ({ time }: Engine): { readonly failures: SampledLog; readonly refusals: SampledLog } => {
  const log = new Logger('http');
  const debug = (entry: LogEntry): void => log.debug(entry);
  return {
    failures: new SampledLog({ write: (entry) => log.error(entry), debug }, time.timers),
    refusals: new SampledLog({ write: (entry) => log.warn(entry), debug }, time.timers),
  };
};

const progressOf = ({ store, projectionProgress }: Engine): ReadModelProgress => ({
  head: () => store.head(),
  hasSeen: (position) => store.tail.position !== undefined && comparePositions(store.tail.position, position) >= 0,
  statuses: () => projectionProgress.status(),
  positionOf: (name) => projectionProgress.status().find((status) => status.name === name && status.serving)?.position,
  waitFor: (position, names, ms) => projectionProgress.waitFor(position, ms, names),
  // An embedded log is read for each decision.
  waitForLog: async (position, ms) => !store.isRemote || waitForTail(store.tail, position, realTimers, ms),
});

/** True if the version that serves has stopped before an event, or none serves yet. False while that is not known. */
const isStopped =
  ({ projectionProgress }: Engine) =>
  (readModel: string): boolean => {
    const versions = projectionProgress.status().filter(({ name }) => name === readModel);
    return versions.length > 0 && !versions.some(({ serving, state }) => serving && state !== 'poisoned');
  };

/** The claims that name the bearer of a token, and who signs in to the hub. */
const claimNamesIn = (settings: Settings): ClaimNames => ({
  subject: settings.JWT_SUBJECT_CLAIM,
  kind: settings.JWT_KIND_CLAIM,
  team: settings.JWT_TEAM_CLAIM,
  scope: settings.JWT_SCOPE_CLAIM,
});

const verifierOf = ({ settings, secrets }: Engine): TokenVerifier =>
  new TokenVerifier({
    issuer: settings.JWT_ISSUER,
    audience: settings.JWT_AUDIENCE,
    ownKey: secrets.signInKey,
    ...(settings.JWKS_URL === undefined ? {} : { jwksUrl: settings.JWKS_URL }),
    claims: claimNamesIn(settings),
    maxDays: settings.TOKEN_MAX_DAYS ?? (settings.JWKS_URL === undefined ? OWN_TOKEN_DAYS : TOKEN_DAYS),
  });

/** The lowest position of the read models, or that of the newest event that this process has seen. */
const readPositionOf =
  ({ store, projectionProgress }: Engine) =>
  (names: readonly string[]): Position | undefined => {
    const serving = projectionProgress.status().filter((one) => one.serving && names.includes(one.name));
    const positions = serving.flatMap(({ position }) => position ?? []);
    return positions.toSorted(comparePositions)[0] ?? store.tail.position;
  };

const recorderOf = (engine: Engine): ReadRecorder =>
  new ReadRecorder({
    audit: engine.readAudit,
    clock: engine.time.clock,
    requesters: new RequesterLookup(engine.rows),
    position: readPositionOf(engine),
  });

const addressLimitsOf = (settings: Settings): AddressLimits => {
  const proxies = trustedProxiesIn(settings);
  return {
    anonymous: new AttemptLimit(settings.RATE_LIMIT, 1_000, proxies),
    refusedTokens: new AttemptLimit(settings.REFUSED_TOKENS, MINUTE, proxies),
  };
};

/** What answers requests of an engine, besides its modules. */
interface RequestParts {
  readonly health: Health;
  readonly metrics: Metrics;
  readonly logs: ReturnType<typeof requestLogs>;
  readonly refusals: Refusals;
  readonly connections: Connections;
  readonly readRecorder: ReadRecorder;
}

const configure = async (
  app: NestFastifyApplication,
  engine: Engine,
  routes: RouteTable,
  { metrics, logs, refusals, readRecorder }: RequestParts,
): Promise<void> => {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.decorate('tenant', engine.settings.TENANT);
  fastify.decorate('failures', logs.failures);
  fastify.decorate('refusals', refusals);
  fastify.decorateRequest('caller', undefined);
  fastify.decorateRequest('claimant', undefined);
  fastify.decorateRequest('session', undefined);
  refuseWhenClosing(fastify);
  routes.watch(fastify);
  metrics.watch(fastify);
  await registerCors(app, originsIn(engine.settings));
  // Its hook reads the cookies before the next ones.
  await app.register(cookie);
  fastify.addHook('onRequest', deprecatedPathsHook);
  fastify.addHook(
    'onRequest',
    signInHook(
      verifierOf(engine),
      app.get(HubSessions),
      addressLimitsOf(engine.settings),
      publicRoutesIn(engine.settings),
    ),
  );
  fastify.addHook('onRequest', queryEncodingHook);
  fastify.addHook('onRequest', queryNamesHook);
  fastify.addHook('onRequest', ledgerPositionHook(progressOf(engine)));
  fastify.addHook('onSend', contentTagHook);
  fastify.addHook('onSend', conditionalGetHook);
  watchReads(fastify, readRecorder);
  await registerCompression(app);
  // The reader of the file reports that it is too large.
  await app.register(multipart, { throwFileSizeLimit: false });
  fastify.addHook('onRequest', bodyEncodingHook);
  fastify.addHook('onRequest', uploadContentTypeHook);
  await registerRateLimit(app, engine.settings.RATE_LIMIT);
  fastify.removeContentTypeParser('text/plain');
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT }, jsonBody);
  app.useGlobalPipes(validation());
  app.useGlobalFilters(new ProblemFilter(routes, currentTexts(engine), isStopped(engine)));
  let document: OpenAPIObject | undefined;
  const describe = (): OpenAPIObject => (document ??= describeApi(app));
  serveDocument(fastify, describe);
  SwaggerModule.setup('docs', app, describe, { raw: false });
  await serveHub(fastify, HUB_FOLDER);
};

const connectionsFor = ({ settings, time }: Engine, refusals: Refusals): Connections =>
  new Connections(
    {
      total: settings.CONNECTIONS,
      perAddress: settings.CONNECTIONS_PER_ADDRESS,
      headerMs: settings.HEADER_SECONDS * 1_000,
      bodyMs: settings.BODY_SECONDS * 1_000,
      proxies: trustedProxiesIn(settings),
      isBehindTls: settings.TLS_IN_FRONT ?? settings.NODE_ENV === 'production',
    },
    (problem, address) => refusals.recordConnection(problem, address),
    time.simulated && (() => time.clock.now()),
  );

/** Where the engine's time comes from. A clock that is ahead of the machine's is slower until the latter catches up. */
const timeSourceOf =
  ({ time: { simulated, status } }: Engine) =>
  (): TimeSource => {
    if (simulated) return { source: 'simulated', speed: simulated.speed, state: 'ok' };
    const state = status?.().state ?? 'ok';
    return { source: 'machine', speed: state === 'ahead' ? RATE_WHILE_AHEAD : 1, state };
  };

const IDLE_CHECK_MS = 50;

/**
 * Closes the server when the requests in progress are finished, or after `graceMs`, whatever clients do. Meanwhile
 * closes connections as they become idle: keep-alive would hold the server open for minutes.
 */
const closeServer = async (app: NestFastifyApplication, connections: Connections, graceMs: number): Promise<void> => {
  const idleCheck = setInterval(() => connections.endIdle(), IDLE_CHECK_MS);
  const end = setTimeout(() => connections.endAll(), graceMs);
  await app.close();
  clearInterval(idleCheck);
  clearTimeout(end);
};

const applicationOf = (engine: Engine): DynamicModule =>
  ApplicationModule.forRoot({
    ...engine,
    noOps: new NoOpMemory(engine.outbox.noOps, engine.time.clock, engine.keys),
    quoteKey: engine.secrets.quoteKey(),
    runningReplays: new OutboxReplays(engine.store, engine.outbox),
  });

/** The hub as a client of the identity provider. An engine with incomplete settings does not start. */
const oidcClientOf = (settings: Settings): OidcClientConfig | undefined => {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, PUBLIC_URL: publicUrl } = settings;
  if (issuer === undefined || clientId === undefined || publicUrl === undefined) return undefined;
  const { OIDC_CLIENT_SECRET: clientSecret, OIDC_SCOPE: scope } = settings;
  return { issuer, clientId, clientSecret, scope, claims: claimNamesIn(settings), publicUrl };
};

/** What the sessions of the hub need. Their key is made when the first one is opened. */
const hubSessionsOf = ({ settings, secrets, outbox }: Engine): HubSessionConfig => ({
  signIn: signInMethodOf(settings),
  oidc: oidcClientOf(settings),
  publicUrl: settings.PUBLIC_URL,
  key: secrets.sessionKey,
  linkKey: secrets.signInKey,
  ended: outbox.endedCredentials,
  isServed: hasRole(settings, 'http'),
});

const apiOf = (
  engine: Engine,
  { health, connections, readRecorder }: RequestParts,
  modules: readonly DynamicModule[],
): DynamicModule =>
  ApiModule.forRoot(
    {
      ...engine,
      webhookKey: engine.secrets.webhookKey(),
      tree: engine.trees.tree(engine.ledger.origin),
      trees: engine.trees,
      storedLog: engine.log,
      unreachedKeyBackups: () => engine.keyBackups?.status ?? [],
      manifests: new ManifestMaker(manifestSourceOf(engine.store, engine.trees.tree(engine.ledger.origin))),
      openContents: engine.keys ? openContentsWith(engine.keys) : () => Promise.resolve(undefined),
      progress: progressOf(engine),
      readRecorder,
      health,
      servesRequests: hasRole(engine.settings, 'http'),
      timers: engine.time.timers,
      timeSource: timeSourceOf(engine),
      hubSessions: hubSessionsOf(engine),
      whatIf: new ProcessWhatIfRunner({
        storage: storageConfigOf(engine.settings),
        settings: { CONFIG_DIR: engine.settings.CONFIG_DIR, DATA_DIR: engine.settings.DATA_DIR },
        seconds: engine.settings.WHAT_IF_SECONDS,
      }),
      streamLimits: {
        perCaller: engine.settings.EVENT_STREAMS_PER_CALLER,
        perAddress: engine.settings.EVENT_STREAMS_PER_ADDRESS,
        proxies: connections.limits.proxies,
      },
    },
    [applicationOf(engine), ...modules],
  );

const adapterOf = (engine: Engine, connections: Connections): FastifyAdapter => {
  const queue = new RequestQueue({
    active: engine.settings.REQUESTS_ACTIVE,
    waiting: engine.settings.REQUESTS_WAITING,
  });
  return new FastifyAdapter({
    frameworkErrors: frameworkErrorHandler(currentTexts(engine)),
    genReqId: requestIdOf,
    serverFactory: (handle: RequestListener) => createNodeServer(handle, connections, queue),
    // Keys of rows are longer than ids: of an attachment, the id of the ticket and a hash.
    routerOptions: { maxParamLength: 1_000 },
    trustProxy: (address) => connections.limits.proxies.has(address),
    // `createNodeServer` handles them.
    clientErrorHandler: () => undefined,
    // `refuseWhenClosing` does so with a problem document.
    return503OnClosing: false,
  });
};

/** Makes the server ready for requests, and starts timers and process managers. */
const start = async (app: NestFastifyApplication, engine: Engine, parts: RequestParts): Promise<void> => {
  await configure(app, engine, new RouteTable(), parts);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  await engine.workers.startAutomation(
    {
      commands: app.get(CommandBus),
      executor: app.get(CommandExecutor),
      engagements: app.get(Engagements),
      liveTickets: app.get(LiveTickets),
      seatCharges: app.get(SeatCharges),
      ticketMerges: app.get(TicketMerges),
    },
    (lateMs) => parts.metrics.timerFired(lateMs),
  );
};

/**
 * Creates the HTTP server of an engine, ready to listen or to be injected into, and starts timers and process
 * managers. Closes both, and the engine, if that fails. `extraModules` are served with the same authentication and
 * validation as the API.
 */
export const createServer = async (engine: Engine, extraModules: readonly DynamicModule[] = []): Promise<Server> => {
  let stopping = false;
  const health = healthOfEngine(engine, () => stopping);
  const metrics = metricsOfEngine(engine, health, () => app.get(CommandExecutor).recorded);
  const metricsServer = new MetricsServer(metrics);
  const logs = requestLogs(engine);
  const refusals = new Refusals(logs.refusals, (problem) => metrics.requestRefused(problem));
  const connections = connectionsFor(engine, refusals);
  const parts = { health, metrics, logs, refusals, connections, readRecorder: recorderOf(engine) };
  const app = await NestFactory.create<NestFastifyApplication>(
    apiOf(engine, parts, extraModules),
    adapterOf(engine, connections),
    { bodyParser: false, logger: new PinoLogger(engine.settings.LOG_LEVEL), abortOnError: false },
  );
  const closeAll = async (): Promise<void> => {
    stopping = true;
    await closeServer(app, connections, engine.settings.SHUTDOWN_SECONDS * 500);
    await metricsServer.close();
    logs.failures.close();
    logs.refusals.close();
    await engine.close();
  };
  try {
    await start(app, engine, parts);
  } catch (error) {
    await closeAll().catch(() => undefined);
    throw error;
  }
  return { app, commands: app.get(CommandBus), metrics: metricsServer, close: closeAll };
};
