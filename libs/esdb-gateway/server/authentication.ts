import { createHash, timingSafeEqual } from 'node:crypto';
import type { Metadata } from '@grpc/grpc-js';
import { STREAM_CATEGORIES } from '@ledgerdesk/events';
import { accessDenied, notSignedIn } from '../protocol/rpc-error.js';
import { aboutStream } from '../protocol/stream-metadata.js';

/** Throws where a stream may not be written to. */
export type MayWrite = (stream: string) => void;

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Throws unless the call carries the credentials, where there are any. */
export const signIn =
  (credentials: Credentials | undefined) =>
  (metadata: Metadata): void => {
    if (!credentials) return;
    const wanted = `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
    if (!timingSafeEqual(digest(String(metadata.get('authorization')[0])), digest(wanted))) throw notSignedIn();
  };

const OWN: readonly string[] = STREAM_CATEGORIES;

const categoryOf = (stream: string): string => stream.split('-', 1)[0] ?? '';

/** True for streams of the engine's own categories. */
export const isOwn = (stream: string): boolean => OWN.includes(categoryOf(stream));

/** Streams of the engine's own categories are written by the engine alone; of system streams those about a stream that may be written. */
export const writeRule =
  (engineWrites: boolean): MayWrite =>
  (stream) => {
    const about = aboutStream(stream) ?? stream;
    if (about.startsWith('$') || (about !== stream && isOwn(about)))
      throw accessDenied(`${stream} is a system stream.`);
    if (!engineWrites && isOwn(stream))
      throw accessDenied(`${stream} is written by the engine alone: send it commands.`);
  };
