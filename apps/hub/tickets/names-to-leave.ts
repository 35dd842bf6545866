import { mayRetryUpload } from './upload-retry.js';
import type { UploadingFile } from './upload-queues.js';

/** Returns true unless the engine refused the file: to attach it again would not help. */
const isWanted = ({ state, error }: UploadingFile): boolean => state !== 'failed' || mayRetryUpload(error);

/** Names of files that would have been attached if the page had gone on, by the keys of their drafts. */
export const namesToLeave = (
  queues: ReadonlyMap<string, readonly UploadingFile[]>,
): ReadonlyMap<string, readonly string[]> =>
  new Map([...queues].map(([key, files]) => [key, files.filter(isWanted).map(({ file }) => file.name)]));
