/** A read of the client. */
interface Read {
  on(event: 'error', listener: () => void): unknown;
}

/**
 * A read of the client that cannot end the process: it may emit an error after its consumer has left, as when a
 * connection is cut right after the server said that a stream does not exist.
 */
export const recordsOf = <R extends Read>(read: R): R => {
  read.on('error', () => undefined);
  return read;
};
