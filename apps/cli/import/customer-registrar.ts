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
import { refuseIfTooLong } from './field-value.js';
import { idOf, importedEnvelope, importedId, personIdOf } from './imported-ids.js';
import { lookUp, type Mapping } from './mapping.js';
import type { ReportBuilder } from './import-report.js';

/** Names of a customer and its requester in the file. */
interface Customer {
  readonly customer: string;
  readonly requester: string;
}

/** Service level of a customer for an add-on, as of a row. */
export interface CustomerLevel {
  readonly customer: string;
  readonly addOn: string;
  readonly level: string;
  readonly line: number;
}

/** Services that the registrar uses. */
interface RegistrarServices {
  readonly mapping: Mapping;
  readonly commands: CommandBus;
  readonly executor: CommandExecutor;
  readonly policies: PolicyTimeline;
  readonly tenant: string;
  readonly report: ReportBuilder;
}

const OPERATOR = { kind: 'operator', id: 'import' } as const;
const SALES = { kind: 'sales', id: 'import' } as const;

/** Registers customers as teams and their requesters as admins, and buys their add-ons, each at its first row. */
export class CustomerRegistrar {
  private readonly registered = new Set<string>();
  /** Level at purchase, by customer and add-on. */
  private readonly levels = new Map<string, string>();

  constructor(private readonly services: RegistrarServices) {}

  /** Registers the team and the requester unless they exist. Returns the refusal if that fails. */
  async ensureRegistered(
    { customer: name, requester }: Customer,
    products: ReadonlySet<string>,
    at: Instant,
  ): Promise<Refusal | undefined> {
    if (name === '' || requester === '')
      return refuse('invalid', 'no-customer', 'The first row of the case has no customer or no requester.');
    const [teamId, memberId] = [idOf(name), personIdOf(requester)];
    return (
      refuseIfTooLong('name', name) ??
      refuseIfTooLong('name', requester) ??
      (await this.runOnce(teamId, () => this.registerTeam(teamId, name, products, at))) ??
      (await this.runOnce(`${teamId}.${memberId}`, () => this.addMember(teamId, memberId, requester, at)))
    );
  }

  /** Buys the edition of the first level per add-on. Returns the refusal if the mapping lacks the level. */
  async ensureAddOn(customerLevel: CustomerLevel, at: Instant): Promise<Refusal | undefined> {
    const { customer, addOn, level, line } = customerLevel;
    const edition = lookUp(this.services.mapping.levels ?? {}, level);
    if (edition === undefined) return refuse('invalid', 'unmapped-level', `The mapping has no level '${level}'.`);
    if (this.boughtWith(customerLevel) !== undefined) return undefined;
    this.levels.set(`${idOf(customer)}.${addOn}`, level);
    const refused = edition === null ? undefined : await this.buy(idOf(customer), addOn, edition, at);
    if (refused) this.services.report.purchaseRefusals.push({ line, code: refused.code, message: refused.message });
    return undefined;
  }

  /** Reports a level that differs from the level at purchase. */
  recordLevelDifference(customerLevel: CustomerLevel): void {
    const { customer, addOn, level, line } = customerLevel;
    const boughtWith = this.boughtWith(customerLevel);
    if (boughtWith !== undefined && boughtWith !== level)
      this.services.report.levelDiffers(line, { customer, addOn, level, boughtWith });
  }

  private boughtWith({ customer, addOn }: CustomerLevel): string | undefined {
    return this.levels.get(`${idOf(customer)}.${addOn}`);
  }

  private async runOnce(
    name: string,
    work: () => Promise<CommandOutcome<unknown> | undefined>,
  ): Promise<Refusal | undefined> {
    if (this.registered.has(name)) return undefined;
    const outcome = await work();
    if (isRefusal(outcome)) return outcome;
    this.registered.add(name);
    return undefined;
  }

  private async registerTeam(
    teamId: string,
    name: string,
    used: ReadonlySet<string>,
    at: Instant,
  ): Promise<CommandOutcome<unknown> | undefined> {
    const { mapping, commands, executor, policies, tenant, report } = this.services;
    const products = [...used].filter((id) => !isRefusal(resolveProduct(policies.at(at).taxonomy, [], id, at)));
    const { state } = await executor.streams.load(teamDecider, teamStream(teamId));
    if (state) return this.addProducts(state, products, at);
    const envelope = importedEnvelope(importedId(mapping.source, 'customer', name), OPERATOR, tenant, at);
    return report.record(
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

  /** Adds the customer's products to an existing team. */
  private async addProducts(
    { teamId, products: known }: Team,
    used: readonly string[],
    at: Instant,
  ): Promise<CommandOutcome<unknown> | undefined> {
    const { mapping, commands, tenant, report } = this.services;
    const products = [...new Set([...known, ...used])];
    if (products.length === known.length) return undefined;
    const envelope = importedEnvelope(
      importedId(mapping.source, 'products', teamId, ...products),
      OPERATOR,
      tenant,
      at,
    );
    return report.record(
      await commands.execute(
        new TeamCommandMessage(envelope, teamId, { type: 'ChangeTeamProducts', products, teamId }),
      ),
    );
  }

  private async addMember(
    teamId: string,
    memberId: string,
    requester: string,
    at: Instant,
  ): Promise<CommandOutcome<unknown> | undefined> {
    const { mapping, commands, executor, tenant, report } = this.services;
    if ((await executor.streams.load(memberDecider, memberStream(teamId, memberId))).state) return undefined;
    const envelope = importedEnvelope(importedId(mapping.source, 'requester', teamId, requester), OPERATOR, tenant, at);
    return report.record(
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
    const { mapping, commands, executor, policies, tenant, report } = this.services;
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
    const outcome = report.record(
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
