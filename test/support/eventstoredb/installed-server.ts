import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The server's binary: of EventStoreDB in its archive and image, in its packages, and of KurrentDB. */
const BINARIES = ['EventStore.ClusterNode', 'eventstored', 'KurrentDB', 'kurrentd'];

/** The binary of the server in the folder that EVENTSTOREDB_HOME names. Throws if there is none. */
export const serverBinary = (): string => {
  const home = process.env['EVENTSTOREDB_HOME'] ?? '';
  const binary = BINARIES.map((name) => join(home, name)).find((file) => existsSync(file));
  if (home === '' || binary === undefined)
    throw new Error(
      `EVENTSTOREDB_HOME is "${home}". Set it to the folder of the server's binary (${BINARIES.join(', ')}).`,
    );
  return binary;
};

/** The environment of a server. A build without its own runtime finds that of the `dotnet` command. */
export const serverEnvironment = (): NodeJS.ProcessEnv => {
  const dotnet = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'dotnet'))
    .find((file) => existsSync(file));
  return {
    EVENTSTORE_TELEMETRY_OPTOUT: 'true',
    KURRENTDB_TELEMETRY_OPTOUT: 'true',
    DOTNET_gcServer: '0',
    ...(dotnet !== undefined && { DOTNET_ROOT: dirname(realpathSync(dotnet)) }),
    ...process.env,
  };
};

/** The version that the server reports, such as `23.10.6`. */
export const serverVersion = (): string => {
  const { stdout } = spawnSync(serverBinary(), ['--version'], { encoding: 'utf8', env: serverEnvironment() });
  return /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? stdout.trim();
};
