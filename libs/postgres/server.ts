import { PostgresMisconfigured } from './errors.js';
import type { Session } from './session.js';

/** PostgreSQL 14, as `server_version_num` writes it. */
const MIN_SERVER_VERSION = 140_000;

interface ServerInfo {
  readonly encoding: string;
  readonly version: number;
}

/** Rejects with PostgresMisconfigured unless the server is version 14 or later and the database is encoded in UTF-8. */
export const assertServerUsable = async (session: Session): Promise<void> => {
  const server = await session.first<ServerInfo>(
    "SELECT current_setting('server_encoding') AS encoding, current_setting('server_version_num')::integer AS version",
  );
  if (server?.encoding !== 'UTF8') {
    throw new PostgresMisconfigured(
      `The database encoding is ${server?.encoding}. Create a database with ENCODING 'UTF8'.`,
    );
  }
  if (server.version < MIN_SERVER_VERSION)
    throw new PostgresMisconfigured('The server is older than PostgreSQL 14. Upgrade it, or use another server.');
};
