/** Kinds of the rows that reports count. */
export type ThingKind = 'ticket' | 'answer' | 'chat' | 'callback' | 'agentTime' | 'addOn' | 'charge' | 'digest';

/** What a row of a report counts: its kind, whom and what it concerns, when, and the stream of its events. */
export interface CountedThing {
  /** Undefined for a read model that is not known here. */
  readonly kind: ThingKind | undefined;
  readonly teamId: string | undefined;
  readonly agentId: string | undefined;
  readonly product: string | undefined;
  readonly issueType: string | undefined;
  readonly at: string | undefined;
  readonly stream: string | undefined;
}

type Row = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const KINDS: Readonly<Record<string, (row: Row) => ThingKind>> = {
  'response-report': () => 'ticket',
  'ticket-flow': () => 'ticket',
  'ticket-answers': () => 'answer',
  'live-outcomes': ({ channel }) => (channel === 'chat' ? 'chat' : 'callback'),
  'agent-times': () => 'agentTime',
  'add-on-ledger': ({ kind }) => (kind === 'charge' ? 'charge' : 'addOn'),
  'add-on-terms': () => 'addOn',
  'feature-digests': () => 'digest',
};

/** Properties with the time of a row, the most characteristic first. */
const TIMES = ['openedAt', 'startedAt', 'effectiveAt', 'purchasedAt', 'sentAt', 'at'] as const;

const streamOf = (row: Row): string | undefined => {
  const [ticketId, requestId, agentId] = [textOf(row['ticketId']), textOf(row['requestId']), textOf(row['agentId'])];
  const [teamId, product] = [textOf(row['teamId']), textOf(row['product'])];
  if (ticketId !== undefined) return `ticket-${ticketId}`;
  if (requestId !== undefined) return `${row['channel'] === 'chat' ? 'chat' : 'callback'}-${requestId}`;
  if (agentId !== undefined) return `agent-${agentId}`;
  return teamId !== undefined && product !== undefined ? `addOn-${teamId}.${product}` : undefined;
};

/** Describes a row of a read model from its properties. */
export const countedThing = (model: string, row: Row): CountedThing => ({
  kind: Object.hasOwn(KINDS, model) ? KINDS[model]?.(row) : undefined,
  teamId: textOf(row['teamId']),
  agentId: textOf(row['agentId']) ?? textOf(row['solvedBy']),
  product: textOf(row['product']),
  issueType: textOf(row['issueType']),
  at: TIMES.map((name) => textOf(row[name])).find((time) => time !== undefined),
  stream: streamOf(row),
});
