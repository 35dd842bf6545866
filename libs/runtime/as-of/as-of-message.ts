import type { SentError } from '@ledgerdesk/kernel';
import type { AsOfTask } from './as-of-reader.js';

/** What the threads of as-of queries are started with. Plain data. */
export interface ThreadsData {
  /** URL of their script, whose default export is the result of `asOfHandler`. */
  readonly script: string;
  readonly workerData: unknown;
  readonly threads: number;
  /** Maximum heap of a thread in MB. */
  readonly memoryMb: number;
}

/** A task of an AsOfPool. */
export interface NumberedTask extends Omit<AsOfTask, 'cancelled'> {
  readonly number: number;
  /** True if the rows are kept for the next page. */
  readonly keepsReplay: boolean;
}

/** A task as sent to a thread. */
export type ThreadTask = NumberedTask & Pick<AsOfTask, 'cancelled'>;

/** What a thread answers: errors lose their class and code on the way. */
export type Outcome = ({ readonly answer: unknown } | { readonly stopped: string } | { readonly failed: SentError }) & {
  /** Calls to the log server, by kind, that were not reported before. */
  readonly calls?: readonly number[];
};

/**
 * What the process of as-of queries is sent. `open` comes first. `cancel`: the answer of a task is no longer wanted.
 * `end`: its thread has to end.
 */
export type AsOfRequest =
  | { readonly kind: 'open'; readonly data: ThreadsData }
  | { readonly kind: 'run'; readonly task: NumberedTask }
  | { readonly kind: 'cancel' | 'end'; readonly number: number };

/** What the process reports of a task. */
export type AsOfReport =
  | { readonly kind: 'started'; readonly number: number }
  | { readonly kind: 'done'; readonly number: number; readonly outcome: Outcome };
