import {
  type CommandExecutor,
  type CommandOutcome,
  type PolicyTimeline,
  AddOnCommandMessage,
  MemberCommandMessage,
  TeamCommandMessage,
} from '@ledgerdesk/application';
import {
  type AddOn,
  addOnDecider,
  editionHeldAt,
  memberDecider,
  quoteAddOn,
  resolveProduct,
  type Team,
  teamDecider,
} from '@ledgerdesk/domain';
import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { addOnStream, ADMIN_ROLES, type Edition, isLogged, memberStream, teamStream } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { CommandBus } from '@nestjs/cqrs';
import { refuseIfTooLong } from './field-value.js';
import { idOf, importedEnvelope, importedId, personIdOf, type RowOrigin } from './imported-ids.js';
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
  readonly log: ReadableLog;
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
    origin: RowOrigin,
  ): Promise<Refusal | undefined> {
    if (name === '' || requester === '')
      return refuse('invalid', 'no-customer', 'The first row of the case has no customer or no requester.');
    const [teamId, memberId] = [idOf(name), personIdOf(requester)];
    return (
      refuseIfTooLong('name', name) ??
      refuseIfTooLong('name', requester) ??
      (await this.runOnce(teamId, () => this.registerTeam(teamId, name, products, origin))) ??
      (await this.runOnce(`${teamId}.${memberId}`, () => this.addMember(name, memberId, requester, origin)))
    );
  }

  /** Buys the edition of the first level per add-on. Returns the refusal if the mapping lacks the level. */
  async ensureAddOn(customerLevel: CustomerLevel, origin: RowOrigin): Promise<Refusal | undefined> {
    const { customer, addOn, level, line } = customerLevel;
    const edition = lookUp(this.services.mapping.levels ?? {}, level);
    if (edition === undefined) return refuse('invalid', 'unmapped-level', `The mapping has no level '${level}'.`);
    if (this.boughtWith(customerLevel) !== undefined) return undefined;
    this.levels.set(`${idOf(customer)}.${addOn}`, level);
    const refused = await this.buy(customer, addOn, edition, origin);
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
    origin: RowOrigin,
  ): Promise<CommandOutcome<unknown> | undefined> {
    const { mapping, commands, executor, policies, tenant, report } = this.services;
    const { at } = origin;
    const products = [...used].filter((id) => !isRefusal(resolveProduct(policies.at(at).taxonomy, [], id, at)));
    const { state } = await executor.streams.load(teamDecider, teamStream(teamId));
    if (state && (await this.isForeign(name))) return this.reportProducts(state, products, origin);
    if (state) return this.addProducts(state, products, origin);
    const envelope = importedEnvelope(importedId(mapping.source, 'customer', name), OPERATOR, tenant, origin);
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

  /** Returns true if the team exists, but was not registered by an import of this log. It is never changed. */
  private async isForeign(name: string): Promise<boolean> {
    const { executor, mapping } = this.services;
    const { state, commands } = await executor.streams.load(teamDecider, teamStream(idOf(name)));
    return state !== undefined && !commands.has(importedId(mapping.source, 'customer', name));
  }

  /** Products that the team used once and no longer uses. */
  private async formerProducts({ teamId, products }: Team): Promise<ReadonlySet<string>> {
    const events = (await this.services.log.readStream(teamStream(teamId))).map(decode);
    const used = events.flatMap((event) =>
      isLogged(event, ['TeamRegistered', 'TeamProductsChanged']) ? event.data.products : [],
    );
    return new Set(used.filter((product) => !products.includes(product)));
  }

  /** Reports products of the customer that its team does not use. */
  private reportProducts({ teamId, products }: Team, used: readonly string[], { provenance }: RowOrigin): undefined {
    const others = used.filter((product) => !products.includes(product));
    if (others.length > 0)
      this.services.report.teamDiffers(
        provenance.row,
        `The team ${teamId} has been managed in this engine, so its products are not changed. The file also has: ` +
          `${others.join(', ')}.`,
      );
    return undefined;
  }

  /** Adds new products of the customer to a team of an earlier import, and none that was removed since. */
  private async addProducts(
    team: Team,
    used: readonly string[],
    origin: RowOrigin,
  ): Promise<CommandOutcome<unknown> | undefined> {
    const { mapping, commands, tenant, report } = this.services;
    const { teamId } = team;
    const removed = await this.formerProducts(team);
    if (used.some((product) => removed.has(product)))
      this.reportProducts(
        team,
        used.filter((product) => removed.has(product)),
        origin,
      );
    const products = [...new Set([...team.products, ...used.filter((product) => !removed.has(product))])];
    if (products.length === team.products.length) return undefined;
    const envelope = importedEnvelope(
      importedId(mapping.source, 'products', teamId, ...products),
      OPERATOR,
      tenant,
      origin,
    );
    return report.record(
      await commands.execute(
        new TeamCommandMessage(envelope, teamId, { type: 'ChangeTeamProducts', products, teamId }),
      ),
    );
  }

  private async addMember(
    customer: string,
    memberId: string,
    requester: string,
    origin: RowOrigin,
  ): Promise<CommandOutcome<unknown> | undefined> {
    const { mapping, commands, executor, tenant, report } = this.services;
    const teamId = idOf(customer);
    if ((await executor.streams.load(memberDecider, memberStream(teamId, memberId))).state) return undefined;
    if (await this.isForeign(customer))
      return refuse(
        'not-found',
        'unknown-requester',
        `The team ${teamId} existed before, so no members are added. Add the member ${memberId} first.`,
      );
    const envelope = importedEnvelope(
      // Not of the label, which is personal.
      importedId(mapping.source, 'requester', teamId, memberId),
      OPERATOR,
      tenant,
      origin,
    );
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

  private async buy(
    customer: string,
    addOn: string,
    edition: Edition | null,
    origin: RowOrigin,
  ): Promise<Refusal | undefined> {
    const { mapping, commands, executor, policies, tenant, report } = this.services;
    const [teamId, { at }] = [idOf(customer), origin];
    const id = importedId(mapping.source, 'purchase', teamId, addOn);
    const { state: team } = await executor.streams.load(teamDecider, teamStream(teamId));
    const held = await executor.streams.load(addOnDecider, addOnStream(teamId, addOn));
    if (await this.isForeign(customer)) return this.differenceOf(held.state, addOn, edition, at);
    if (edition === null || !team || held.commands.has(id)) return undefined;
    const quote = quoteAddOn({ id, product: addOn, edition, at }, held.state, {
      team,
      buyer: { kind: 'sales' },
      policies: policies.at(at),
      policiesAt: (instant) => policies.at(instant),
    });
    if (isRefusal(quote)) return quote;
    const outcome = report.record(
      await commands.execute(
        new AddOnCommandMessage(importedEnvelope(id, SALES, tenant, origin), teamId, addOn, 'sales', {
          type: 'PurchaseAddOn',
          quote,
        }),
      ),
    );
    return isRefusal(outcome) ? outcome : undefined;
  }

  /** The add-on of an existing team is not changed. Returns why, if it differs from the level in the file. */
  private differenceOf(
    held: AddOn | undefined,
    addOn: string,
    edition: Edition | null,
    at: Instant,
  ): Refusal | undefined {
    const now = editionHeldAt(held, at) ?? null;
    if (now === edition) return undefined;
    return refuse(
      'conflict',
      'existing-team',
      `The team existed before, so its add-on for ${addOn} (${now ?? 'none'}) is not changed to ${edition ?? 'none'}.`,
    );
  }
}
