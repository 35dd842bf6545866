import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hubLink } from '../../apps/cli/hub-link/hub-link.command.js';
import { type EngineProcess, startEngine } from '../../apps/cli/sandbox/engine-process.js';
import { SandboxCallers } from '../../apps/cli/sandbox/sandbox-callers.js';
import { sandboxEnvironment } from '../../apps/cli/sandbox/sandbox-environment.js';
import { SandboxFolder } from '../../apps/cli/sandbox/sandbox-folder.js';
import { tellStory } from '../../apps/cli/sandbox/tell-story.js';
import { secretsIn } from '../../apps/server/secrets.js';
import { type Environment, settingsFrom } from '../../apps/server/settings.js';
import { createClient, type LedgerdeskClient } from '@ledgerdesk/client';
import type { SceneIds } from './pages.js';
import type { Person } from './people.js';

/** The sandbox's engine with a month of support, as `npm run sandbox` starts it, in a folder of its own. */
export class SandboxScene {
  private constructor(
    private readonly folder: string,
    private readonly ownKey: string,
    private readonly engine: EngineProcess,
    private readonly callers: SandboxCallers,
  ) {}

  /** `prepare` gets the environment of the engine before it starts. */
  static async open(prepare?: (environment: Environment) => Promise<void>): Promise<SandboxScene> {
    const path = mkdtempSync(join(tmpdir(), 'ledgerdesk-scene-'));
    const folder = new SandboxFolder(path);
    await folder.prepare({ fresh: false });
    const environment = { ...sandboxEnvironment(process.env, folder.path), METRICS_PORT: '0', PORT: '0' };
    const settings = settingsFrom(environment);
    await prepare?.(environment);
    const engine = await startEngine({ ...environment, CLOCK_SPEED: '0.0000001', SCENARIO: 'sandbox-story' });
    const callers = await SandboxCallers.open(engine.url, settings);
    await tellStory(callers);
    return new SandboxScene(path, secretsIn(settings.DATA_DIR, settings).signInKey(), engine, callers);
  }

  get url(): string {
    return this.engine.url;
  }

  /** Ids that addresses of pages contain. */
  async ids(): Promise<SceneIds> {
    const [admin, other] = await Promise.all([
      this.callers.member('acme', 'aiko'),
      this.callers.member('globex', 'greta'),
    ]);
    const auditor = createClient({ url: this.url, token: await this.callers.token({ kind: 'auditor' }) });
    const [ticket] = (await admin.get('/v1/tickets', { query: { limit: 1 } })).data.items;
    const [callback] = (await admin.get('/v1/callbacks', { query: { limit: 1 } })).data.items;
    const [chat] = (await other.get('/v1/chats', { query: { limit: 1 } })).data.items;
    const [event] = (await auditor.get('/v1/log/events', { query: { limit: 1, order: 'desc' } })).data.items;
    const [key] = (await auditor.get('/v1/ledger/keys')).data.items;
    if (!ticket || !callback || !chat || !event || !key)
      throw new Error('The story lacks a ticket, callback, chat, event or key.');
    return {
      ticketId: ticket.ticketId,
      callbackId: callback.callbackId,
      chatId: chat.chatId,
      eventId: event.id,
      vkey: key.vkey,
    };
  }

  /** A link that signs a person in, once. */
  linkFor(person: Person): Promise<string> {
    return hubLink(this.url, this.ownKey, person);
  }

  /** A token of the API for a person. */
  tokenFor(person: Person): Promise<string> {
    return this.callers.token(person);
  }

  /** A client of the API for a person. */
  async clientFor(person: Person): Promise<LedgerdeskClient> {
    return createClient({ url: this.url, token: await this.tokenFor(person) });
  }

  async close(): Promise<void> {
    await this.engine.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
