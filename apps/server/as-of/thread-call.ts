import type { Condition, RowQuery, RowReader } from '@ledgerdesk/read-store';
import type { MessagePort } from 'node:worker_threads';
import type { StorageConfig } from '../storage.js';
import type { AsOfQuery } from './replayed-rows.js';

/** What a thread that reads the past is given. */
export interface ReplayTask {
  readonly storage: StorageConfig;
  readonly asked: AsOfQuery;
}

/** A call of a RowReader, as plain data. */
export type RowCall =
  | { readonly name: 'get'; readonly projection: string; readonly key: string }
  | { readonly name: 'find'; readonly projection: string; readonly query: RowQuery | undefined }
  | { readonly name: 'count'; readonly projection: string; readonly where: readonly Condition[] | undefined };

/** A call on its way to the thread, and the way back. */
export interface SentCall {
  readonly call: RowCall;
  readonly back: MessagePort;
}

/** What a reader answers to a call. */
export const answerTo = (rows: RowReader, call: RowCall): Promise<unknown> => {
  switch (call.name) {
    case 'get':
      return rows.get(call.projection, call.key);
    case 'find':
      return rows.find(call.projection, call.query);
    case 'count':
      return rows.count(call.projection, call.where);
  }
};
