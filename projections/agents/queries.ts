import type { AgentAvailability, LiveChannel, ServedLanguage } from '@ledgerdesk/events';
import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { type Page, type PageRequest, readFilteredPage } from '../page.js';
import { searchOf } from '../searchable.js';
import { agents, type AgentRow } from './definition.js';

/** Number of agents read at a time. */
const PAGE = 100;

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

/** What a live request needs of an agent. */
interface LiveSkills {
  readonly channel: LiveChannel;
  readonly product: string;
  readonly servedLanguage: ServedLanguage;
}

/** K4: returns true if an agent who serves the channel, product and language is available, working or not. */
export const isAnyAvailable = async (
  reader: RowReader,
  { channel, product, servedLanguage }: LiveSkills,
): Promise<boolean> => {
  const filter = { serving: true, availability: 'available', product, language: servedLanguage } as const;
  let cursor: string | undefined;
  do {
    const page = await agentsBy(reader, filter, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    if (isRefusal(page)) return false;
    if (page.items.some(({ takes }) => takes.includes(channel))) return true;
    cursor = page.next;
  } while (cursor !== undefined);
  return false;
};

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
