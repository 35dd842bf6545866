import { createClient, type LedgerdeskClient } from '@ledgerdesk/client';
import type { LinkOptions } from '../../api/hub-session/link-token.js';
import { hubLink } from '../hub-link/hub-link.command.js';
import { type TokenOptions, tokenSigner } from '../token/token.command.js';
import type { Settings } from '../../server/settings.js';
import { secretsIn } from '../../server/secrets.js';
import type { AgentId, TeamId } from './people.js';

/** A caller without the life of its token. */
type CallerOptions = Omit<TokenOptions, 'days'>;

/** Lifetime of tokens, in days of real time. */
const TOKEN_DAYS = 30;

/** Signs tokens of a sandbox, and makes clients with them. */
export class SandboxCallers {
  private readonly clients = new Map<string, Promise<LedgerdeskClient>>();
  private commands = 0;

  private constructor(
    private readonly url: string,
    private readonly ownKey: string,
    private readonly sign: (options: TokenOptions) => Promise<string>,
  ) {}

  static async open(url: string, settings: Settings): Promise<SandboxCallers> {
    const ownKey = secretsIn(settings.DATA_DIR, settings).signInKey();
    return new SandboxCallers(url, ownKey, await tokenSigner(ownKey, settings));
  }

  token(options: CallerOptions): Promise<string> {
    return this.sign({ ...options, days: TOKEN_DAYS });
  }

  /** A link that signs in to the hub, once and within ten minutes. */
  link(options: LinkOptions): Promise<string> {
    return hubLink(this.url, this.ownKey, options);
  }

  /** The key of the next command of the story: the same ones each time, so that ids are the same. */
  nextKey(): { readonly idempotencyKey: string } {
    this.commands += 1;
    return { idempotencyKey: `story-${this.commands}` };
  }

  operator(): Promise<LedgerdeskClient> {
    return this.client({ kind: 'operator' });
  }

  sales(): Promise<LedgerdeskClient> {
    return this.client({ kind: 'sales' });
  }

  agent(agentId: AgentId): Promise<LedgerdeskClient> {
    return this.client({ kind: 'agent', subject: agentId });
  }

  member(teamId: TeamId, memberId: string): Promise<LedgerdeskClient> {
    return this.client({ kind: 'member', subject: memberId, team: teamId });
  }

  private client(options: CallerOptions): Promise<LedgerdeskClient> {
    const name = JSON.stringify(options);
    const client =
      this.clients.get(name) ?? this.token(options).then((token) => createClient({ url: this.url, token }));
    this.clients.set(name, client);
    return client;
  }
}
