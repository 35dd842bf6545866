import { EventStoreDBClient } from '@eventstore/db-client';

/** A connection string that cannot be used; the message says what to change. */
export class UnusableConnection extends Error {
  readonly code = 'invalid-settings';
}

const SHOWN_PASSWORD = /\/\/([^:/@]+):[^@]*@/;

const refuse = (connection: string, why: string): never => {
  throw new UnusableConnection(`EVENTSTORE_URL is "${connection.replace(SHOWN_PASSWORD, '//$1:***@')}": ${why}`);
};

/** Refuses what the client would silently ignore, before it is asked. */
const checked = (connection: string): string => {
  if (!/^(esdb|kurrentdb)(\+discover)?:\/\/[^/?]+/.test(connection))
    refuse(connection, 'it should be esdb://host:port or esdb+discover://host:port.');
  const hasCredentials = /\/\/[^/?@]+@/.test(connection);
  if (hasCredentials && /[?&]tls=false/i.test(connection)) {
    refuse(connection, 'with tls=false the user and password would not be sent. Use TLS, or leave them out.');
  }
  return connection;
};

/** A client that has not connected yet. Throws UnusableConnection. */
export const clientFor = (connection: string): EventStoreDBClient => {
  try {
    return EventStoreDBClient.connectionString(checked(connection));
  } catch (fault) {
    return fault instanceof UnusableConnection ? refuseAgain(fault) : refuse(connection, String(fault));
  }
};

const refuseAgain = (fault: UnusableConnection): never => {
  throw fault;
};
