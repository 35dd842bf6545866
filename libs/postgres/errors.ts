/** The connection settings or the server are unusable. The message says what to correct and contains no password. */
export class PostgresMisconfigured extends Error {
  readonly code = 'postgres-misconfigured';
}

/** The connection failed or was lost. Whether a pending write was committed is unknown. */
export class PostgresUnreachable extends Error {
  readonly code = 'postgres-unreachable';
  constructor(
    readonly address: string,
    reason: string,
    cause: unknown,
  ) {
    super(
      `The connection to PostgreSQL at ${address} failed: ${reason}. ` +
        'Check that the server is running and accepts connections from this machine.',
      { cause },
    );
  }
}
