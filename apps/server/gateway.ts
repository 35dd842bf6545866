import type { EventStore } from '@ledgerdesk/event-store';
import type { GatewayServer } from '@ledgerdesk/esdb-gateway';
import { EVENT_TYPES, STREAM_CATEGORIES } from '@ledgerdesk/events';
import type { Clock } from '@ledgerdesk/kernel';
import { realTimers } from '@ledgerdesk/runtime';
import { readFileSync } from 'node:fs';
import { clientNetwork } from '../api/platform/http/client-address.js';
import { dataFolderAt } from './data-folder.js';
import type { Settings } from './settings.js';

type TlsSettings = Pick<Settings, 'ESDB_TLS_KEY' | 'ESDB_TLS_CERT'>;
type SignInSettings = Pick<Settings, 'ESDB_USER' | 'ESDB_PASSWORD' | 'ESDB_READ_USER' | 'ESDB_READ_PASSWORD'>;

const tlsOf = ({ ESDB_TLS_KEY, ESDB_TLS_CERT }: TlsSettings) =>
  ESDB_TLS_KEY === undefined || ESDB_TLS_CERT === undefined
    ? {}
    : { tls: { key: readFileSync(ESDB_TLS_KEY, 'utf8'), certificate: readFileSync(ESDB_TLS_CERT, 'utf8') } };

const credentialsOf = ({ ESDB_USER, ESDB_PASSWORD, ESDB_READ_USER, ESDB_READ_PASSWORD }: SignInSettings) => ({
  ...(ESDB_USER !== undefined &&
    ESDB_PASSWORD !== undefined && { credentials: { user: ESDB_USER, password: ESDB_PASSWORD } }),
  ...(ESDB_READ_USER !== undefined &&
    ESDB_READ_PASSWORD !== undefined && { readCredentials: { user: ESDB_READ_USER, password: ESDB_READ_PASSWORD } }),
});

const limitsOf = (settings: Settings) => ({
  connections: settings.ESDB_CONNECTIONS,
  connectionsPerAddress: settings.ESDB_CONNECTIONS_PER_ADDRESS,
  callsPerConnection: settings.ESDB_CALLS_PER_CONNECTION,
  callsPerAddress: settings.ESDB_CALLS_PER_ADDRESS,
  idleMs: settings.ESDB_IDLE_SECONDS * 1_000,
  pingAfterMs: settings.ESDB_PING_SECONDS * 1_000,
  pingTimeoutMs: settings.ESDB_PING_SECONDS * 1_000,
});

/** Serves the embedded log over EventStoreDB's protocol if ESDB_PORT is set. */
export const serveGateway = async (
  settings: Settings,
  store: EventStore,
  clock: Clock,
): Promise<GatewayServer | undefined> => {
  const { DATA_DIR, ESDB_PORT, ESDB_HOST, ESDB_ADVERTISED_HOST, ESDB_ADVERTISED_PORT, ESDB_ENGINE_WRITES } = settings;
  if (ESDB_PORT === undefined) return undefined;
  const { openGatewayServer } = await import('@ledgerdesk/esdb-gateway');
  return openGatewayServer({
    store,
    port: ESDB_PORT,
    host: ESDB_HOST,
    advertised: { host: ESDB_ADVERTISED_HOST, port: ESDB_ADVERTISED_PORT },
    engineCategories: STREAM_CATEGORIES,
    engineTypes: EVENT_TYPES,
    clientWrites: settings.ESDB_CLIENT_WRITES,
    engineWrites: ESDB_ENGINE_WRITES,
    now: () => clock.now(),
    timers: realTimers,
    limits: limitsOf(settings),
    networkOf: clientNetwork,
    subscriptionsFile: dataFolderAt(DATA_DIR).subscriptions,
    ...tlsOf(settings),
    ...credentialsOf(settings),
  });
};
