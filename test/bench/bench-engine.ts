import {
  commandEnvelope,
  commandIdOf,
  type CommandEnvelope,
  derivedId,
  type CommandInput,
} from '@ledgerdesk/application';
import type { OpenTicket } from '@ledgerdesk/domain';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from '../../apps/server/http-server.js';
import { openEngine, type Engine, type EngineOptions, settingsFrom } from '../../apps/server/index.js';

/** Creates a data folder, calls `work` and deletes the folder. */
export const withFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Opens an engine on a data folder with these settings, calls `work` and closes the engine. */
export const withEngine = async <T>(
  folder: string,
  env: Readonly<Record<string, string>>,
  work: (engine: Engine) => Promise<T>,
  options: EngineOptions = {},
): Promise<T> => {
  const engine = await openEngine(
    settingsFrom({ DATA_DIR: folder, LOG_LEVEL: 'silent', RATE_LIMIT: '0', ...env }),
    options,
  );
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
};

/**
 * Opens an engine on a data folder with its HTTP server, calls `work` and closes both: a server that stays open keeps
 * the process from ending. `served` is what the server is given of the engine.
 */
export const withServer = <T>(
  folder: string,
  env: Readonly<Record<string, string>>,
  work: (server: Server, engine: Engine) => Promise<T>,
  served: (engine: Engine) => Engine = (engine) => engine,
): Promise<T> =>
  withEngine(folder, env, async (engine) => {
    const server = await createServer(served(engine));
    try {
      return await work(server, engine);
    } finally {
      await server.close();
    }
  });

export const TEAM = 'acme';
export const MEMBER = 'aiko';
const actor = { kind: 'member', id: `${TEAM}.${MEMBER}` } as const;

/** Creates an envelope with a new command id. */
export const envelope = (): CommandEnvelope => {
  const commandId = commandIdOf({ tenant: 'main', actor, route: 'bench' });
  return commandEnvelope({ commandId, fresh: true, request: {}, actor, tenant: 'main' });
};

/** Sized so that each of the command's two events has about 600 bytes. */
const BODY = 'Nothing has synced on two of our machines since morning. '.repeat(2);

export const ticketBody = {
  product: 'dropbox',
  issueType: 'sync_upload',
  subject: 'Files do not sync',
  body: BODY,
  language: 'en',
};

export const openTicket = (commandId: string): CommandInput<OpenTicket> => ({
  type: 'OpenTicket',
  ticketId: derivedId('ticket', commandId),
  teamId: TEAM,
  requesterId: MEMBER,
  ...ticketBody,
});
