/** The settings name no database that can hold a store. The message says what to correct, and no password. */
export class PostgresMisconfigured extends Error {
  readonly code = 'postgres-misconfigured';
}

/** The connection failed or was lost, and with it what was asked: nobody knows whether a write got through. */
export class PostgresUnreachable extends Error {
  readonly code = 'postgres-unreachable';
  constructor(
    readonly place: string,
    reason: string,
    cause: unknown,
  ) {
    super(
      `The connection to PostgreSQL at ${place} failed: ${reason}. Check that the server runs and lets this machine in.`,
      { cause },
    );
  }
}
