import { status } from '@grpc/grpc-js';
import { RpcError } from './rpc-error.js';

/** Clients retry on this status; an append that is repeated with the same event ids is recorded once. */
const stopping = (): RpcError =>
  new RpcError(status.UNAVAILABLE, 'not-ready', 'The server is stopping. Retry with the same event ids.');

/** The calls that have not ended, so that a server that stops can end them with a status. */
export class OpenCalls {
  private readonly enders = new Set<(error: RpcError) => void>();

  /** Adds a call, which `end` ends. Returns a function that removes it. */
  add(end: (error: RpcError) => void): () => void {
    this.enders.add(end);
    return () => void this.enders.delete(end);
  }

  /** Ends every call with UNAVAILABLE. */
  endAll(): void {
    for (const end of this.enders) end(stopping());
    this.enders.clear();
  }
}
