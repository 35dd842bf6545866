import { type CommandExecutor, type Outcome, ToAddOn, ToMember, ToTeam } from '@ledgerdesk/application';
import { addOnDecider, quoteAddOn, type Rules, teamDecider } from '@ledgerdesk/domain';
import { addOnStream, type Edition, teamStream } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { CommandBus } from '@nestjs/cqrs';
import { idOf, importedEnvelope, importedId } from './identity.js';
import { IMPORTED_ROLE, type Mapping } from './mapping.js';
import type { Tally } from './report.js';

/** A customer as the log names it, and what it is to be here. */
export interface Customer {
  readonly name: string;
  readonly requester: string;
  readonly products: readonly string[];
}

/** What customers are made with. */
export interface Registrar {
  readonly mapping: Mapping;
  readonly commands: CommandBus;
  readonly executor: CommandExecutor;
  readonly rules: Rules;
  readonly tenant: string;
  readonly tally: Tally;
}

const OPERATOR = { kind: 'operator', id: 'import' } as const;
const SALES = { kind: 'sales', id: 'import' } as const;

/** Registers customers as teams, with their requesters as admins, and buys their add-ons; each once, at its first row. */
export class Customers {
  private readonly known = new Set<string>();
  /** By customer and add-on: the level it was bought with. */
  private readonly levels = new Map<string, string>();

  constructor(private readonly parts: Registrar) {}

  /** Makes sure that team and requester are there; the refusal if they cannot be. */
  async registered({ name, requester, products }: Customer, at: Instant): Promise<Refusal | undefined> {
    const teamId = idOf(name);
    const memberId = idOf(requester);
    return await this.once(`team ${teamId}`, () => this.register(teamId, name, products, at))
      ?? await this.once(`member ${teamId} ${memberId}`, () => this.add(teamId, memberId, requester, at));
  }

  /** Buys what the first level per add-on says; a level that differs later is only reported. */
  async entitled(customer: string, addOn: string, level: string, at: Instant, line: number): Promise<Refusal | undefined> {
    const teamId = idOf(customer);
    const bought = this.levels.get(`${teamId} ${addOn}`);
    if (bought !== undefined) {
      if (bought !== level) this.parts.tally.levelDifferences.push({ line, customer, level, bought: this.editionOf(bought) });
      return undefined;
    }
    this.levels.set(`${teamId} ${addOn}`, level);
    const edition = this.editionOf(level);
    return edition === null ? undefined : this.buy(teamId, addOn, edition, at);
  }

  private editionOf(level: string): Edition | null {
    return this.parts.mapping.levels?.[level] ?? null;
  }

  private async once(name: string, work: () => Promise<Outcome<unknown>>): Promise<Refusal | undefined> {
    if (this.known.has(name)) return undefined;
    const outcome = await work();
    if (isRefusal(outcome)) return outcome;
    this.known.add(name);
    this.parts.tally.events += outcome.recorded;
    return undefined;
  }

  private async register(teamId: string, name: string, products: readonly string[], at: Instant): Promise<Outcome<unknown>> {
    const { mapping, commands, tenant, tally } = this.parts;
    const envelope = importedEnvelope(importedId(mapping.source, 'customer', name), OPERATOR, tenant, at);
    const outcome = await commands.execute(new ToTeam(envelope, teamId, {
      type: 'RegisterTeam', teamId, name, products, selfServe: false, accountManager: null, ...mapping.team,
    }));
    if (!isRefusal(outcome)) tally.teams += outcome.recorded;
    return outcome;
  }

  private add(teamId: string, memberId: string, requester: string, at: Instant): Promise<Outcome<unknown>> {
    const { mapping, commands, tenant } = this.parts;
    const envelope = importedEnvelope(importedId(mapping.source, 'requester', teamId, requester), OPERATOR, tenant, at);
    return commands.execute(new ToMember(envelope, teamId, memberId, {
      type: 'AddMember', teamId, memberId, name: requester, email: `${memberId}@import.invalid`, language: 'en', roles: [IMPORTED_ROLE],
    }));
  }

  private async buy(teamId: string, addOn: string, edition: Edition, at: Instant): Promise<Refusal | undefined> {
    const { mapping, commands, executor, rules, tenant, tally } = this.parts;
    const id = importedId(mapping.source, 'purchase', teamId, addOn);
    const { state: team } = await executor.streams.load(teamDecider, teamStream(teamId));
    const held = await executor.streams.load(addOnDecider, addOnStream(teamId, addOn));
    if (!team || held.commands.has(id)) return undefined;
    const quote = quoteAddOn({ id, product: addOn, edition, at }, team, held.state, { kind: 'sales' }, rules);
    if (isRefusal(quote)) return quote;
    const outcome = await commands.execute(new ToAddOn(importedEnvelope(id, SALES, tenant, at), teamId, addOn, 'sales', { type: 'PurchaseAddOn', quote }));
    if (isRefusal(outcome)) return outcome;
    tally.events += outcome.recorded;
    return undefined;
  }
}
