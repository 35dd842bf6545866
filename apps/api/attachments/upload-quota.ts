import { EngineClock } from '@ledgerdesk/application';
import type { Policy } from '@ledgerdesk/domain';
import { type Actor, addMillis, DAY, type Instant, millisOf, MINUTE } from '@ledgerdesk/kernel';
import type { CountedUpload, Outbox, QuotaExceeded } from '@ledgerdesk/outbox';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Problem } from '../platform/http/problem.js';
import { OUTBOX } from '../platform/tokens.js';

/** An upload that is about to be read. */
interface IncomingUpload {
  readonly uploader: Actor;
  /** Null for agents. */
  readonly teamId: string | null;
  /** Most bytes that it can have. */
  readonly maxBytes: number;
}

/** An upload counts for this long after it was stored. */
const WINDOW_MS = DAY;
/** An upload that is being read counts for this long, longer than a request can take: the engine may stop meanwhile. */
const READING_MS = 10 * MINUTE;
/** What a smaller file counts as: it takes room beyond its bytes. */
const LEAST_BYTES = 65_536;

const exceeded = ({ scope, freeAt }: QuotaExceeded, limit: number, now: Instant): Problem => {
  const retryAt = freeAt ?? addMillis(now, WINDOW_MS);
  const seconds = Math.max(1, Math.ceil((millisOf(retryAt) - millisOf(now)) / 1_000));
  const allowed = `uploaded as much as is allowed in 24 hours: ${limit} bytes. Retry in ${seconds} seconds.`;
  const extra = { details: { limitBytes: limit, retryAt }, headers: { 'retry-after': `${seconds}` } };
  return scope === 'team'
    ? new Problem(429, 'team-upload-quota', `Your team has ${allowed}`, extra)
    : new Problem(429, 'upload-quota', `You have ${allowed}`, extra);
};

/** Limits what each uploader, and each team, uploads in 24 hours, whether or not it is attached. */
@Injectable()
export class UploadQuota {
  constructor(
    @Inject(OUTBOX) private readonly outbox: Outbox,
    private readonly clock: EngineClock,
  ) {}

  /**
   * Calls `store`, and counts the file that it returns. Throws Problem (429) without calling it if the upload could
   * exceed a quota. An upload that fails does not count.
   */
  async within<T extends { readonly bytes: number }>(
    { uploader, teamId, maxBytes }: IncomingUpload,
    { maxBytes: maxFileBytes, memberBytesPerDay, teamBytesPerDay }: Policy['attachments'],
    store: () => Promise<T>,
  ): Promise<T> {
    const now = this.clock.now();
    const counted = (bytes: number, ms: number): CountedUpload => ({
      id,
      uploader: `${uploader.kind} ${uploader.id}`,
      team: teamId,
      bytes: Math.max(bytes, Math.min(LEAST_BYTES, maxFileBytes)),
      until: addMillis(now, ms),
    });
    const id = randomUUID();
    const { uploads } = this.outbox;
    const limits = { uploader: memberBytesPerDay, team: teamBytesPerDay };
    const excess = await uploads.reserve(counted(Math.min(maxBytes, maxFileBytes), READING_MS), limits, now);
    if (excess) throw exceeded(excess, limits[excess.scope], now);
    try {
      const stored = await store();
      await uploads.settle(counted(stored.bytes, WINDOW_MS));
      return stored;
    } catch (error) {
      // If this fails too, the upload ceases to count by itself.
      await uploads.release(id).catch(() => undefined);
      throw error;
    }
  }
}
