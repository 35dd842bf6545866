import type { AgentAvailability, LiveChannel, ServedLanguage } from '@ledgerdesk/events';
import type { Refusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { type Page, type PageRequest, readFilteredPage } from '../page.js';
import { searchOf } from '../searchable.js';
import { agents, type AgentRow } from './definition.js';

/** Filters agents. Omitted members do not filter. `q` searches name and id. */
export interface AgentFilter {
  readonly q?: string | undefined;
  readonly product?: string | undefined;
  readonly language?: ServedLanguage | undefined;
  readonly channel?: LiveChannel | undefined;
  readonly availability?: AgentAvailability | undefined;
  /** Only agents who are registered and not retired. */
  readonly serving?: true | undefined;
}

/**
 * Agents by name, for staff only. Refuses a malformed cursor and a limit out of range. A page with filters reads at
 * most 1,000 rows: it may have fewer items than `limit`, even none, and a cursor to continue from.
 */
export const agentsBy = (
  reader: RowReader,
  filter: AgentFilter,
  page: PageRequest = {},
): Promise<Page<AgentRow> | Refusal> =>
  readFilteredPage<AgentRow>(
    reader,
    {
      projection: agents.name,
      where: [],
      orderBy: [{ column: 'sortName', direction: 'asc', required: true }],
    },
    page,
    testOf(filter),
  );

/** An agent, for staff only; undefined for one who is not registered and has taken no chat or callback. */
export const agentOf = (reader: RowReader, agentId: string): Promise<AgentRow | undefined> =>
  reader.get<AgentRow>(agents.name, agentId);

const testOf = ({
  q,
  product,
  language,
  channel,
  availability,
  serving,
}: AgentFilter): ((row: AgentRow) => boolean) | undefined => {
  const isNamed = searchOf(q);
  if ([isNamed, product, language, channel, availability, serving].every((filter) => filter === undefined))
    return undefined;
  return (row) =>
    (product === undefined || row.products.includes(product)) &&
    (language === undefined || row.languages.includes(language)) &&
    (channel === undefined || row.channels.includes(channel)) &&
    (availability === undefined || row.availability === availability) &&
    (serving === undefined || (row.registered && !row.retired)) &&
    (isNamed?.(row) ?? true);
};
