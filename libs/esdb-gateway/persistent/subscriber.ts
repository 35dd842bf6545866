import type { RpcError } from '../protocol/rpc-error.js';
import type { ConnectionDetails } from './connection-details.js';
import type { Consumer } from './member.js';

/** A consumer that is connected by a call. */
export interface Subscriber extends Consumer {
  readonly connection: ConnectionDetails;
  /** Ends the call, always with an error: EventStoreDB's client hangs on dispose if a call ends without one. */
  end(error: RpcError): void;
}

/** The subscribers of a group. */
export class Subscribers {
  private readonly byId = new Map<string, Subscriber>();

  add(subscriber: Subscriber): void {
    this.byId.set(subscriber.id, subscriber);
  }

  find(id: string): Subscriber | undefined {
    return this.byId.get(id);
  }

  /** Returns false if there was no such subscriber. */
  remove(id: string): boolean {
    return this.byId.delete(id);
  }

  endAll(error: RpcError): void {
    for (const subscriber of this.byId.values()) subscriber.end(error);
    this.byId.clear();
  }
}
