import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { type ExpectedRevision, MAX_APPEND_BYTES } from '@ledgerdesk/event-store';
import { errorCodeOf, isRecord } from '@ledgerdesk/kernel';

/** Characters that may not stand in a trailer, and the one that escapes them. */
const UNSAFE = /[^\x20-\x7e]|%/gu;

/** Percent-encodes text for a trailer, as gRPC does for the message of a status. */
const encodeTrailer = (text: string): string =>
  text.replace(UNSAFE, (character) => Buffer.from(character).toString('hex').toUpperCase().replace(/../g, '%$&'));

/** A gRPC status as EventStoreDB sends it: trailers name the exception and its arguments. */
export class RpcError extends Error implements ServiceError {
  readonly details: string;
  readonly metadata: Metadata;

  constructor(
    readonly code: number,
    readonly exception: string,
    details: string,
    trailers: Readonly<Record<string, string>> = {},
  ) {
    super(details);
    this.details = details;
    this.metadata = new Metadata();
    this.metadata.set('exception', exception);
    for (const [name, value] of Object.entries(trailers)) this.metadata.set(name, encodeTrailer(value));
  }
}

export const accessDenied = (reason: string): RpcError =>
  new RpcError(status.PERMISSION_DENIED, 'access-denied', reason);
export const unauthenticated = (): RpcError =>
  new RpcError(status.UNAUTHENTICATED, 'access-denied', 'The user or password is missing or wrong.');
export const badRequest = (reason: string): RpcError => new RpcError(status.INVALID_ARGUMENT, 'bad-request', reason);
export const appendTooLarge = (): RpcError =>
  new RpcError(
    status.INVALID_ARGUMENT,
    'maximum-append-size-exceeded',
    `The append exceeds the maximum size of ${MAX_APPEND_BYTES} bytes. Split it.`,
    { 'maximum-append-size': String(MAX_APPEND_BYTES) },
  );
export const appendStalled = (): RpcError =>
  new RpcError(
    status.DEADLINE_EXCEEDED,
    'timeout',
    'The append was not completed in time. Nothing was recorded. Send it again.',
  );
export const streamDeleted = (stream: string): RpcError =>
  new RpcError(status.FAILED_PRECONDITION, 'stream-deleted', `Stream ${stream} is deleted.`, { 'stream-name': stream });

/** The protocol's numbers for expected versions that are not revisions. */
const EXPECTED = { any: '-2', 'no-stream': '-1', 'stream-exists': '-4' } as const;

export const wrongExpectedVersion = (stream: string, expected: ExpectedRevision, actual: number): RpcError =>
  new RpcError(
    status.FAILED_PRECONDITION,
    'wrong-expected-version',
    `Stream ${stream} is at revision ${actual}, expected ${expected}.`,
    {
      'stream-name': stream,
      'expected-version': typeof expected === 'number' ? String(expected) : EXPECTED[expected],
      'actual-version': String(actual),
    },
  );

/** Converts anything a handler threw. Internal errors become UNAVAILABLE, without details. */
export const toRpcError = (error: unknown): RpcError => {
  if (error instanceof RpcError) return error;
  if (errorCodeOf(error) === 'stream-deleted' && isRecord(error)) return streamDeleted(String(error['stream']));
  if (errorCodeOf(error) === 'append-too-large') return appendTooLarge();
  if (error instanceof RangeError) return badRequest(error.message);
  return new RpcError(status.UNAVAILABLE, 'unavailable', 'The event store is unavailable. Retry later.');
};
