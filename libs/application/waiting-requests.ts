import { type Callback, callbackDecider, type Chat, chatDecider } from '@ledgerdesk/domain';
import { liveStream, type LiveChannel } from '@ledgerdesk/events';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { FactReader } from './fact-reader.js';
import { StreamQueue } from './stream-queue.js';

/** A requester's line on one channel. */
interface RequesterLine {
  readonly teamId: string;
  readonly requesterId: string;
  readonly channel: LiveChannel;
}

/** Requesters whose latest requests are remembered, and how many of each. */
const REQUESTERS = 20_000;
const REMEMBERED = 20;

const keyOf = ({ teamId, requesterId, channel }: RequesterLine): string => `${channel} ${teamId}.${requesterId}`;

/**
 * K4: knows which requests of a requester wait on a channel, from their streams. Candidates are the requests that this
 * process has executed, and those that the caller read from a read model. Exact within a process; an engine learns of
 * requests that others execute from the read model.
 */
@Injectable()
export class WaitingRequests {
  private readonly recent = new LRUCache<string, readonly string[]>({ maxSize: REQUESTERS, sizeCalculation: () => 1 });
  private readonly queue = new StreamQueue();

  /** Runs the requests of one line one after another, so that each sees those before it. */
  inTurn<T>(line: RequesterLine, requestId: string, request: () => Promise<T>): Promise<T> {
    const key = keyOf(line);
    return this.queue.run(key, async () => {
      const known = (this.recent.get(key) ?? []).filter((id) => id !== requestId);
      this.recent.set(key, [requestId, ...known].slice(0, REMEMBERED));
      return request();
    });
  }

  /** IDs of the requester's other requests that wait on the channel, among the known ones and `candidates`. */
  async others(
    line: RequesterLine,
    requestId: string,
    candidates: readonly string[],
    reader: FactReader,
  ): Promise<readonly string[]> {
    const ids = new Set([...candidates, ...(this.recent.get(keyOf(line)) ?? [])]);
    ids.delete(requestId);
    const states = await Promise.all(
      [...ids].map(async (id) => ({ id, state: await stateOf(line.channel, id, reader) })),
    );
    return states
      .filter(
        ({ state }) =>
          state?.status === 'waiting' && state.teamId === line.teamId && state.requesterId === line.requesterId,
      )
      .map(({ id }) => id);
  }
}

const stateOf = async (
  channel: LiveChannel,
  requestId: string,
  reader: FactReader,
): Promise<Callback | Chat | undefined> => {
  const stream = liveStream({ channel, requestId });
  return channel === 'chat' ? reader.peek(chatDecider, stream) : reader.peek(callbackDecider, stream);
};
