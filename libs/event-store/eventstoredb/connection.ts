import { messageOf } from '@ledgerdesk/kernel';
import { EventStoreDBClient } from '@eventstore/db-client';

/** The connection string is invalid. The message says what to change. */
export class UnusableConnection extends Error {
  readonly code = 'invalid-settings';
}

const PASSWORD = /\/\/([^:/@]+):[^@]*@/;

const unusable = (connection: string, reason: string): UnusableConnection =>
  new UnusableConnection(`EVENTSTORE_URL is "${connection.replace(PASSWORD, '//$1:***@')}": ${reason}`);

/** Refuses what the client would silently ignore. */
const check = (connection: string): void => {
  if (!/^(esdb|kurrentdb)(\+discover)?:\/\/[^/?]+/.test(connection))
    throw unusable(connection, 'it should be esdb://host:port or esdb+discover://host:port.');
  const hasCredentials = /\/\/[^/?@]+@/.test(connection);
  if (hasCredentials && /[?&]tls=false/i.test(connection)) {
    throw unusable(connection, 'with tls=false the user and password would not be sent. Use TLS, or leave them out.');
  }
};

/**
 * Creates a client, which connects at its first call.
 * @throws UnusableConnection
 */
export const clientFor = (connection: string): EventStoreDBClient => {
  check(connection);
  try {
    return EventStoreDBClient.connectionString(connection);
  } catch (error) {
    throw unusable(connection, messageOf(error));
  }
};
