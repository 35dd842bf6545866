import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import type { ExpectedRevision } from '../../event-store/port.js';

/** A refusal as EventStoreDB's clients know it: a status, the name of the exception, and what belongs to it. */
export class GatewayFault extends Error implements ServiceError {
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
    for (const [name, value] of Object.entries(trailers)) this.metadata.set(name, value);
  }
}

export const accessDenied = (why: string): GatewayFault =>
  new GatewayFault(status.PERMISSION_DENIED, 'access-denied', why);
export const notSignedIn = (): GatewayFault =>
  new GatewayFault(status.UNAUTHENTICATED, 'access-denied', 'Send the user and password that this server was given.');
export const badRequest = (what: string): GatewayFault =>
  new GatewayFault(status.INVALID_ARGUMENT, 'bad-request', what);
export const tooLarge = (bytes: number): GatewayFault =>
  new GatewayFault(status.INVALID_ARGUMENT, 'maximum-append-size-exceeded', `One append may hold ${bytes} bytes.`, {
    'maximum-append-size': String(bytes),
  });

export const streamDeleted = (stream: string): GatewayFault =>
  new GatewayFault(status.FAILED_PRECONDITION, 'stream-deleted', `${stream} was tombstoned.`, {
    'stream-name': stream,
  });

/** How expectations that are no revision are written in trailers. */
const EXPECTED = { any: '-2', 'no-stream': '-1', 'stream-exists': '-4' } as const;

export const wrongExpectedVersion = (stream: string, expected: ExpectedRevision, actual: number): GatewayFault =>
  new GatewayFault(
    status.FAILED_PRECONDITION,
    'wrong-expected-version',
    `${stream} is at revision ${actual}, expected ${expected}.`,
    {
      'stream-name': stream,
      'expected-version': typeof expected === 'number' ? String(expected) : EXPECTED[expected],
      ...(actual >= 0 && { 'actual-version': String(actual) }),
    },
  );

/** What a handler threw, as a status; a fault of our own tells nothing of itself. */
export const asFault = (fault: unknown): GatewayFault => {
  if (fault instanceof GatewayFault) return fault;
  if (fault instanceof RangeError) return badRequest(fault.message);
  return new GatewayFault(status.UNAVAILABLE, 'unavailable', 'The store cannot do this at the moment.');
};
