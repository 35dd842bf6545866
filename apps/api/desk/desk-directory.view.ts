import { type Agent, type Policies, productName } from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';
import {
  type AgentRow,
  type Customer,
  isErased,
  type LineSummaries,
  type LineSummary,
  type LiveAgentRow,
  type LiveRequestRow,
  type Names,
  textOrErased,
} from '@ledgerdesk/projections';

/** An agent, without columns that only queries use. */
export const toAgentDetails = ({ revision: _, sortName: __, searchable: ___, ...agent }: AgentRow) => ({
  ...agent,
  name: textOrErased(agent.name),
  erased: isErased(agent.name),
});

/** An agent with the last heartbeat. */
export const toPresentAgent = (agent: AgentRow, seen: ReadonlyMap<string, Instant>) => ({
  ...toAgentDetails(agent),
  lastSeenAt: seen.get(agent.agentId) ?? null,
});

/** The chat or callback that the caller works on. What a read model does not know yet is null. */
const toEngagement = (engaged: NonNullable<Agent['engaged']>, row: LiveRequestRow | undefined, names: Names) => ({
  channel: engaged.channel,
  requestId: engaged.requestId,
  product: row?.product ?? null,
  servedLanguage: row?.servedLanguage ?? null,
  team: row ? { id: row.teamId, name: names.team(row.teamId) } : null,
  requester: row
    ? { id: row.requesterId, name: names.member({ teamId: row.teamId, memberId: row.requesterId }) }
    : null,
});

interface OwnState {
  /** Undefined for one who is not registered and has taken no chat or callback. */
  readonly agent: Agent | undefined;
  readonly name: string | null;
  readonly lastSeenAt: Instant | undefined;
  readonly request: LiveRequestRow | undefined;
  readonly names: Names;
}

/** The caller as an agent. */
export const toOwnState = (
  agentId: string,
  { agent, name, lastSeenAt, request, names }: OwnState,
  { policy }: Policies,
) => ({
  agentId,
  name: textOrErased(name),
  erased: agent?.erased ?? false,
  registered: agent?.registered ?? false,
  retired: agent?.retired ?? false,
  languages: agent?.languages ?? [],
  products: agent?.products ?? [],
  channels: agent?.channels ?? [],
  availability: agent?.availability ?? ('away' as const),
  takes: agent?.takes ?? [],
  engaged: agent?.engaged ? toEngagement(agent.engaged, request, names) : null,
  heartbeatSeconds: policy.heartbeatSeconds,
  lastSeenAt: lastSeenAt ?? null,
});

const serves = ({ channel, product, servedLanguage }: LineSummary, agent: LiveAgentRow): boolean =>
  agent.channels.includes(channel) && agent.products.includes(product) && agent.languages.includes(servedLanguage);

/** The live queues, and the agents who wait for requests. */
export const toLiveDesk = (
  { queues, isTruncated }: LineSummaries,
  idle: readonly LiveAgentRow[],
  { taxonomy }: Policies,
) => ({
  queues: queues.map(({ product, premium, standard, ...queue }) => ({
    ...queue,
    product: { id: product, name: productName(taxonomy, product) },
    waiting: premium + standard,
    premium,
    standard,
    idleAgents: idle.filter((agent) => serves({ product, premium, standard, ...queue }, agent)).length,
  })),
  truncated: isTruncated,
  idleAgents: idle.length,
});

/** A member as a customer of the desk. */
export const toCustomer = ({ team, member, addOns, tickets, names }: Customer, { taxonomy }: Policies) => {
  const toProduct = (id: string) => ({ id, name: productName(taxonomy, id) });
  return {
    team: {
      id: team.teamId,
      name: team.name,
      timeZone: team.timeZone,
      products: team.products.map(toProduct),
      addOns: addOns.map(({ product, edition, state }) => ({ product: toProduct(product), edition, state })),
    },
    member: {
      id: member.memberId,
      name: textOrErased(member.name),
      email: textOrErased(member.email),
      erased: isErased(member.name),
      language: member.language,
      status: member.status,
      roles: member.roles,
      champion: member.champion,
    },
    tickets: {
      items: tickets.items.map(
        ({ ticketId, subject, status, product, issueType, openedAt, updatedAt, assignedTo }) => ({
          ticketId,
          subject: textOrErased(subject),
          erased: isErased(subject),
          status,
          product: toProduct(product),
          issueType,
          openedAt,
          updatedAt,
          assignedTo: assignedTo === null ? null : { id: assignedTo, name: names.agent(assignedTo) },
        }),
      ),
      ...(tickets.next === undefined ? {} : { next: tickets.next }),
    },
  };
};
