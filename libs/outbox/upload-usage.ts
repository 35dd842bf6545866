import type { Instant } from '@ledgerdesk/kernel';

/** An upload that counts toward the quotas of its uploader and of the uploader's team until an instant. */
export interface CountedUpload {
  readonly id: string;
  /** Who uploads. */
  readonly uploader: string;
  /** Null for an uploader without a team. */
  readonly team: string | null;
  readonly bytes: number;
  readonly until: Instant;
}

/** Largest number of bytes that count at a time. */
export interface UploadLimits {
  readonly uploader: number;
  readonly team: number;
}

/** A quota that an upload would exceed. */
export interface QuotaExceeded {
  readonly scope: keyof UploadLimits;
  /** When enough earlier uploads will have ceased to count; null if the upload is larger than the limit. */
  readonly freeAt: Instant | null;
}

/** Counts uploads, also those of other processes on the same database. Durable. */
export interface UploadUsage {
  /** Counts an upload from `now` on, unless that would exceed a limit: then returns which. Others cannot interfere. */
  reserve(upload: CountedUpload, limits: UploadLimits, now: Instant): Promise<QuotaExceeded | undefined>;
  /** Replaces what `reserve` counted for this id, even if it has ceased to count meanwhile. */
  settle(upload: CountedUpload): Promise<void>;
  /** Counts an upload no longer. */
  release(id: string): Promise<void>;
}
