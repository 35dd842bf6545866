import type { GatewayFault } from '../protocol/rpc-error.js';
import type { Consumer } from './member.js';

/** A consumer at the other end of a call. It ends with a fault always: a client whose call ends in peace waits for ever to be disposed of. */
export interface Subscriber extends Consumer {
  /** Who and from where, for whoever asks about the group. */
  readonly about: { readonly from: string; readonly user: string; readonly connection: string };
  end(fault: GatewayFault): void;
}

/** Those who are at a group now. */
export class Subscribers {
  private readonly byId = new Map<string, Subscriber>();

  add(subscriber: Subscriber): void {
    this.byId.set(subscriber.id, subscriber);
  }

  find(id: string): Subscriber | undefined {
    return this.byId.get(id);
  }

  /** False for one that is not there. */
  remove(id: string): boolean {
    return this.byId.delete(id);
  }

  endAll(fault: GatewayFault): void {
    for (const subscriber of this.byId.values()) subscriber.end(fault);
    this.byId.clear();
  }
}
