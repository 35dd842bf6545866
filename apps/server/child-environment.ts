/** What Node.js, the system, connections and their certificates need. Names ignore case, as on Windows. */
const PASSED: readonly RegExp[] = [
  /^(?:PATH|HOME|USER|USERNAME|LOGNAME|USERPROFILE|APPDATA|SYSTEMROOT|WINDIR|TMPDIR|TEMP|TMP|LD_LIBRARY_PATH)$/i,
  /^(?:TZ|TZDIR|LANG|LANGUAGE|LC_[A-Z]+)$/i,
  /^NODE_(?:OPTIONS|EXTRA_CA_CERTS|USE_SYSTEM_CA|TLS_REJECT_UNAUTHORIZED|ICU_DATA|COMPILE_CACHE)$/i,
  /^(?:SSL_CERT_(?:FILE|DIR)|OPENSSL_[A-Z]+)$/i,
  /^(?:GRPC_[A-Z_]+|(?:HTTPS?|NO|GRPC|NO_GRPC)_PROXY)$/i,
];

/** What completes the URL of a PostgreSQL database, such as PGPASSWORD. */
const OF_POSTGRES = /^PG[A-Z]+$/i;

interface Needs {
  /** The process opens the databases, not the log alone. */
  readonly databases?: boolean;
}

/**
 * The environment variables of a process that an engine starts: those that it needs, and no secrets of the engine or
 * of its host. The process is sent the settings that it needs.
 */
export const childEnvironment = (
  { databases = false }: Needs = {},
  own: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv => {
  const passed = databases ? [...PASSED, OF_POSTGRES] : PASSED;
  return Object.fromEntries(Object.entries(own).filter(([name]) => passed.some((pattern) => pattern.test(name))));
};
