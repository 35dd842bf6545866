import { addMillis, HOUR, type Instant } from '@ledgerdesk/kernel';
import type { Kysely } from 'kysely';
import type {
  IndexedRead,
  ReadAuditReader,
  ReadCheckpoint,
  ReadFilter,
  ReadLeaf,
  ReadPage,
  ReadTree,
  RecordedRead,
} from './port.js';
import { callerText, EVERYONE, type ReadRecord } from './record.js';
import type { ReadAuditTables } from './tables.js';
import { rootOf } from './tree.js';

/** Records that are examined for a page. */
const SCANNED = 2_000;
/** Engines that share a database stamp by their own clocks: records are about this well ordered by time. */
const CLOCK_SKEW_MS = HOUR;

/** Leaves from which a page takes records: at least `after`, and before `before`. */
interface LeafRange {
  readonly after: number;
  readonly before: number;
}

/** PostgreSQL returns large integers as text. */
export const toNumber = (value: number | string): number => Number(value);

/** Queries of the read audit, in SQL that SQLite and PostgreSQL share. */
export class SqlReadAuditReader implements ReadAuditReader {
  constructor(protected readonly db: Kysely<ReadAuditTables>) {}

  async page(
    filter: ReadFilter,
    { limit, before = Number.MAX_SAFE_INTEGER }: { readonly limit: number; readonly before?: number | undefined },
  ): Promise<ReadPage> {
    const leaves = await this.candidates(filter, await this.rangeOf(filter, before));
    const records = leaves.length === 0 ? [] : await this.recordsOf(leaves, filter);
    const items = records.slice(0, limit);
    if (records.length > limit) return { items, next: items.at(-1)?.leaf ?? 0 };
    const last = leaves.length === SCANNED ? leaves.at(-1) : undefined;
    return { items, ...(last !== undefined && { next: last }) };
  }

  async tree(): Promise<ReadTree> {
    const { id, size, frontier } = await this.db.selectFrom('read_audit_tree').selectAll().executeTakeFirstOrThrow();
    return { id, size: toNumber(size), root: rootOf(frontier) };
  }

  async leaves(from: number, limit: number): Promise<readonly ReadLeaf[]> {
    const rows = await this.db
      .selectFrom('read_audit_leaf')
      .leftJoin('read_audit', 'read_audit.leaf', 'read_audit_leaf.leaf')
      .select(['read_audit_leaf.leaf as leaf', 'read_audit_leaf.hash as hash', 'read_audit.record as record'])
      .where('read_audit_leaf.leaf', '>=', from)
      .orderBy('read_audit_leaf.leaf')
      .limit(limit)
      .execute();
    return rows.map(({ leaf, hash, record }) => ({ leaf: toNumber(leaf), hash, text: record ?? undefined }));
  }

  async indexed(first: number, last: number): Promise<readonly IndexedRead[]> {
    const records = await this.db
      .selectFrom('read_audit')
      .select(['leaf', 'at', 'caller', 'route'])
      .where('leaf', '>=', first)
      .where('leaf', '<=', last)
      .execute();
    const shown = await this.db
      .selectFrom('read_audit_shown')
      .select(['leaf', 'item'])
      .where('leaf', '>=', first)
      .where('leaf', '<=', last)
      .execute();
    const items = new Map<number, string[]>();
    for (const { leaf, item } of shown) {
      const known = items.get(toNumber(leaf));
      if (known) known.push(item);
      else items.set(toNumber(leaf), [item]);
    }
    const indexed = records.map(({ leaf, ...columns }) => {
      const found = items.get(toNumber(leaf)) ?? [];
      items.delete(toNumber(leaf));
      return { leaf: toNumber(leaf), ...columns, shown: found };
    });
    const alone = [...items].map(([leaf, found]) => ({ leaf, at: null, caller: null, route: null, shown: found }));
    return [...indexed, ...alone];
  }

  async latestCheckpoint(): Promise<ReadCheckpoint | undefined> {
    const found = await this.db
      .selectFrom('read_audit_checkpoint')
      .selectAll()
      .orderBy('size', 'desc')
      .limit(1)
      .executeTakeFirst();
    return found && checkpointOf(found);
  }

  async checkpoints(fromSize: number, limit: number): Promise<readonly ReadCheckpoint[]> {
    const rows = await this.db
      .selectFrom('read_audit_checkpoint')
      .selectAll()
      .where('size', '>=', fromSize)
      .orderBy('size')
      .limit(limit)
      .execute();
    return rows.map(checkpointOf);
  }

  close(): Promise<void> {
    return this.db.destroy();
  }

  /** Leaves of records that may meet the filter, newest first, at most SCANNED. */
  private async candidates(filter: ReadFilter, range: LeafRange): Promise<readonly number[]> {
    const { subject, resource } = filter;
    if (subject !== undefined) return newest([await this.showing(subject, range), await this.showing(EVERYONE, range)]);
    if (resource !== undefined) return this.showing(resource, range);
    return this.ofCaller(filter, range);
  }

  private async showing(item: string, { after, before }: LeafRange): Promise<readonly number[]> {
    const rows = await this.db
      .selectFrom('read_audit_shown')
      .select('leaf')
      .where('item', '=', item)
      .where('leaf', '>=', after)
      .where('leaf', '<', before)
      .orderBy('leaf', 'desc')
      .limit(SCANNED)
      .execute();
    return rows.map(({ leaf }) => toNumber(leaf));
  }

  private async ofCaller({ caller, route }: ReadFilter, { after, before }: LeafRange): Promise<readonly number[]> {
    const rows = await this.db
      .selectFrom('read_audit')
      .select('leaf')
      .$if(caller !== undefined, (query) => query.where('caller', '=', caller ?? ''))
      .$if(caller === undefined && route !== undefined, (query) => query.where('route', '=', route ?? ''))
      .where('leaf', '>=', after)
      .where('leaf', '<', before)
      .orderBy('leaf', 'desc')
      .limit(SCANNED)
      .execute();
    return rows.map(({ leaf }) => toNumber(leaf));
  }

  private async recordsOf(leaves: readonly number[], filter: ReadFilter): Promise<readonly RecordedRead[]> {
    const rows = await this.db
      .selectFrom('read_audit')
      .select(['leaf', 'record'])
      .where('leaf', 'in', [...leaves])
      .orderBy('leaf', 'desc')
      .execute();
    return rows
      .map(({ leaf, record }) => ({ ...(JSON.parse(record) as ReadRecord), leaf: toNumber(leaf) }))
      .filter((record) => meets(record, filter));
  }

  /** The leaves that may have been recorded in the time of the filter. */
  private async rangeOf({ from, to }: ReadFilter, before: number): Promise<LeafRange> {
    const first = from === undefined ? undefined : await this.firstSince(addMillis(from, -CLOCK_SKEW_MS));
    const end = to === undefined ? undefined : await this.firstSince(addMillis(to, CLOCK_SKEW_MS));
    return {
      after: from === undefined ? 0 : (first ?? Number.MAX_SAFE_INTEGER),
      before: Math.min(before, end ?? before),
    };
  }

  private async firstSince(at: Instant): Promise<number | undefined> {
    const found = await this.db
      .selectFrom('read_audit')
      .select('leaf')
      .where('at', '>=', at)
      .orderBy('at')
      .orderBy('leaf')
      .limit(1)
      .executeTakeFirst();
    return found && toNumber(found.leaf);
  }
}

const checkpointOf = ({ size, at, note }: ReadAuditTables['read_audit_checkpoint']): ReadCheckpoint => ({
  size: toNumber(size),
  at,
  note,
});

/** The newest of several lists of leaves, each once. */
const newest = (lists: readonly (readonly number[])[]): readonly number[] =>
  [...new Set(lists.flat())].sort((a, b) => b - a).slice(0, SCANNED);

const meets = ({ subjects, resources, caller, route, at }: ReadRecord, filter: ReadFilter): boolean =>
  (filter.subject === undefined || subjects.includes(filter.subject) || subjects.includes(EVERYONE)) &&
  (filter.resource === undefined || resources.includes(filter.resource)) &&
  (filter.caller === undefined || filter.caller === callerText(caller)) &&
  (filter.route === undefined || filter.route === route) &&
  (filter.from === undefined || at >= filter.from) &&
  (filter.to === undefined || at < filter.to);
