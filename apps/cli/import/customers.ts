import {
  type CommandExecutor,
  type CommandOutcome,
  type PolicyTimeline,
  AddOnCommandMessage,
  MemberCommandMessage,
  TeamCommandMessage,
} from '@ledgerdesk/application';
import { addOnDecider, memberDecider, resolveProduct, quoteAddOn, type Team, teamDecider } from '@ledgerdesk/domain';
import { addOnStream, ADMIN_ROLES, type Edition, memberStream, teamStream } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { CommandBus } from '@nestjs/cqrs';
import { tooLong } from './fields.js';
import { idOf, importedEnvelope, importedId, personIdOf } from './identity.js';
import { entryOf, type Mapping } from './mapping.js';
import type { Tally } from './report.js';

/** A customer as the log names it. */
export interface Customer {
  readonly customer: string;
  readonly requester: string;
}

/** A level as a row names it. */
export interface NamedLevel {
  readonly customer: string;
  readonly addOn: string;
  readonly level: string;
  readonly line: number;
}

/** What customers are made with. */
export interface Registrar {
  readonly mapping: Mapping;
  readonly commands: CommandBus;
  readonly executor: CommandExecutor;
  readonly policies: PolicyTimeline;
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

  /** Makes sure that team and requester are there; the refusal if they cannot be. A team of that name that is there already is the customer's. */
  async registered(
    { customer: name, requester }: Customer,
    products: ReadonlySet<string>,
    at: Instant,
  ): Promise<Refusal | undefined> {
    if (name === '' || requester === '')
      return refuse('invalid', 'no-customer', 'The first row of a case names no customer, or no requester.');
    const [teamId, memberId] = [idOf(name), personIdOf(requester)];
    return (
      tooLong('name', name) ??
      tooLong('name', requester) ??
      (await this.once(teamId, () => this.team(teamId, name, products, at))) ??
      (await this.once(`${teamId}.${memberId}`, () => this.member(teamId, memberId, requester, at)))
    );
  }

  /** Buys what the first level per add-on says; the refusal of a level that the mapping does not know. */
  async entitled(named: NamedLevel, at: Instant): Promise<Refusal | undefined> {
    const { customer, addOn, level, line } = named;
    const edition = entryOf(this.parts.mapping.levels ?? {}, level);
    if (edition === undefined)
      return refuse('invalid', 'unmapped-level', `The mapping does not say what level '${level}' buys.`);
    if (this.boughtWith(named) !== undefined) return undefined;
    this.levels.set(`${idOf(customer)}.${addOn}`, level);
    const refused = edition === null ? undefined : await this.buy(idOf(customer), addOn, edition, at);
    if (refused) this.parts.tally.purchaseRefusals.push({ line, code: refused.code, message: refused.message });
    return undefined;
  }

  /** Takes note of a level that is not the one that was bought with. */
  compare(named: NamedLevel): void {
    const { customer, addOn, level, line } = named;
    const boughtWith = this.boughtWith(named);
    if (boughtWith !== undefined && boughtWith !== level)
      this.parts.tally.levelDiffers(line, { customer, addOn, level, boughtWith });
  }

  private boughtWith({ customer, addOn }: NamedLevel): string | undefined {
    return this.levels.get(`${idOf(customer)}.${addOn}`);
  }

  private async once(
    name: string,
    work: () => Promise<CommandOutcome<unknown> | undefined>,
  ): Promise<Refusal | undefined> {
    if (this.known.has(name)) return undefined;
    const outcome = await work();
    if (isRefusal(outcome)) return outcome;
    this.known.add(name);
    return undefined;
  }

  private async team(
    teamId: string,
    name: string,
    used: ReadonlySet<string>,
    at: Instant,
  ): Promise<CommandOutcome<unknown> | undefined> {
    const { mapping, commands, executor, policies, tenant, tally } = this.parts;
    const products = [...used].filter((id) => !isRefusal(resolveProduct(policies.at(at).taxonomy, [], id, at)));
    const { state } = await executor.streams.load(teamDecider, teamStream(teamId));
    if (state) return this.widened(state, products, at);
    const envelope = importedEnvelope(importedId(mapping.source, 'customer', name), OPERATOR, tenant, at);
    return tally.record(
      await commands.execute(
        new TeamCommandMessage(envelope, teamId, {
          type: 'RegisterTeam',
          teamId,
          name,
          products,
          selfServe: false,
          accountManager: null,
          ...mapping.team,
        }),
      ),
      'teams',
    );
  }

  /** A team that is there already may turn out to use more products. */
  private async widened(
    { teamId, products: known }: Team,
    used: readonly string[],
    at: Instant,
  ): Promise<CommandOutcome<unknown> | undefined> {
    const { mapping, commands, tenant, tally } = this.parts;
    const products = [...new Set([...known, ...used])];
    if (products.length === known.length) return undefined;
    const envelope = importedEnvelope(
      importedId(mapping.source, 'products', teamId, ...products),
      OPERATOR,
      tenant,
      at,
    );
    return tally.record(
      await commands.execute(
        new TeamCommandMessage(envelope, teamId, { type: 'ChangeTeamProducts', products, teamId }),
      ),
    );
  }

  private async member(
    teamId: string,
    memberId: string,
    requester: string,
    at: Instant,
  ): Promise<CommandOutcome<unknown> | undefined> {
    const { mapping, commands, executor, tenant, tally } = this.parts;
    if ((await executor.streams.load(memberDecider, memberStream(teamId, memberId))).state) return undefined;
    const envelope = importedEnvelope(importedId(mapping.source, 'requester', teamId, requester), OPERATOR, tenant, at);
    return tally.record(
      await commands.execute(
        new MemberCommandMessage(envelope, teamId, memberId, {
          type: 'AddMember',
          teamId,
          memberId,
          name: requester,
          email: `${memberId}@import.invalid`,
          language: 'en',
          roles: [ADMIN_ROLES[0]],
        }),
      ),
    );
  }

  private async buy(teamId: string, addOn: string, edition: Edition, at: Instant): Promise<Refusal | undefined> {
    const { mapping, commands, executor, policies, tenant, tally } = this.parts;
    const id = importedId(mapping.source, 'purchase', teamId, addOn);
    const { state: team } = await executor.streams.load(teamDecider, teamStream(teamId));
    const held = await executor.streams.load(addOnDecider, addOnStream(teamId, addOn));
    if (!team || held.commands.has(id)) return undefined;
    const quote = quoteAddOn({ id, product: addOn, edition, at }, held.state, {
      team,
      buyer: { kind: 'sales' },
      policies: policies.at(at),
      policiesAt: (instant) => policies.at(instant),
    });
    if (isRefusal(quote)) return quote;
    const outcome = tally.record(
      await commands.execute(
        new AddOnCommandMessage(importedEnvelope(id, SALES, tenant, at), teamId, addOn, 'sales', {
          type: 'PurchaseAddOn',
          quote,
        }),
      ),
    );
    return isRefusal(outcome) ? outcome : undefined;
  }
}
