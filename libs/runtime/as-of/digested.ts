import { isRefusal, type Position } from '@ledgerdesk/kernel';
import { digestOf, type DigestedRows } from '@ledgerdesk/manifest';
import type { NamedQuery, RowReader, VersionedRows } from '@ledgerdesk/read-store';

/** A version of a read model whose live rows a query has read, and the position up to which it had read the log. */
export interface ReadVersion {
  readonly name: string;
  readonly version: number;
  readonly position: Position;
}

/** An answer with what its manifest says about it. */
export interface Digested<Answer> {
  readonly answer: Answer;
  readonly rows: DigestedRows;
  /** The versions whose live rows were read, those that serve; undefined if the log was replayed. */
  readonly read?: readonly ReadVersion[];
}

type DigestedQuery = Pick<NamedQuery<unknown, unknown>, 'name' | 'question' | 'models' | 'run'>;

/** Runs a query, and digests the rows of its answer. Throws RangeError for a query whose answers have no manifest. */
export const runDigested = async (
  { name, question, run }: DigestedQuery,
  rows: RowReader,
  params: unknown,
): Promise<Digested<unknown>> => {
  if (!question) throw new RangeError(`Answers of the query "${name}" have no manifest. Declare its question.`);
  const answer = await run(rows, params);
  return { answer, rows: digestOf(isRefusal(answer) ? [] : question.rows(answer)) };
};

/** Like `runDigested`, on the live rows of a snapshot, with the versions and positions of its read models. */
export const runDigestedLive = async (
  query: DigestedQuery,
  live: VersionedRows,
  { params, reader }: { readonly params: unknown; readonly reader: RowReader },
): Promise<Digested<unknown>> => {
  const read = await Promise.all(query.models(params).map((name) => readVersion(live, name)));
  return { ...(await runDigested(query, reader, params)), read: read.flatMap((version) => version ?? []) };
};

const readVersion = async (live: VersionedRows, name: string): Promise<ReadVersion | undefined> => {
  const version = await live.serving(name);
  const checkpoint = version === undefined ? undefined : await live.checkpoint({ name, version });
  return version !== undefined && checkpoint ? { name, version, position: checkpoint.position } : undefined;
};
