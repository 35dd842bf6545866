import type { Row } from '@ledgerdesk/kernel';
import { ownLiveRequests, ticketList } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { LRUCache } from 'lru-cache';

type RequesterRow = Row & { readonly teamId: string; readonly requesterId: string };

/** The requester of a ticket, chat or callback never changes. */
const KEPT = 20_000;

/** Finds the requesters of tickets, chats and callbacks whose texts were shown without naming them. */
export class RequesterLookup {
  private readonly known = new LRUCache<string, string>({ maxSize: KEPT, sizeCalculation: () => 1 });

  constructor(private readonly rows: Pick<RowReader, 'find'>) {}

  /** The requesters of resources such as `ticket:t1`, as `member:acme.aiko`. Unknown ones are left out. */
  async of(resources: readonly string[]): Promise<readonly string[]> {
    const missing = resources.filter((resource) => !this.known.has(resource));
    await this.load(ticketList.name, missing, ['ticket'], (_, id) => id);
    await this.load(ownLiveRequests.name, missing, ['chat', 'callback'], (kind, id) => `${kind}-${id}`);
    return resources.flatMap((resource) => this.known.get(resource) ?? []);
  }

  /** Reads the requesters of some kinds of resources from a read model. */
  private async load(
    projection: string,
    resources: readonly string[],
    kinds: readonly string[],
    keyOf: (kind: string, id: string) => string,
  ): Promise<void> {
    const byKey = new Map(
      resources.flatMap((resource) => {
        const [kind = '', id = ''] = resource.split(':');
        return kinds.includes(kind) ? [[keyOf(kind, id), resource] as const] : [];
      }),
    );
    if (byKey.size === 0) return;
    const found = await this.rows.find<RequesterRow>(projection, {
      where: [{ column: 'key', is: 'in', value: [...byKey.keys()] }],
      limit: byKey.size,
    });
    for (const { key, row } of found) {
      const resource = byKey.get(key);
      if (resource !== undefined) this.known.set(resource, `member:${row.teamId}.${row.requesterId}`);
    }
  }
}
