import { mayRetryUpload } from './upload-retry.js';
import type { UploadingFile } from './upload-queues.js';

/** Returns true unless the engine refused the file: to attach it again would not help. */
const isWanted = ({ state, error }: UploadingFile): boolean => state !== 'failed' || mayRetryUpload(error);

/** Names of the files to attach again after a reload, by the key of their draft: all but those that were refused. */
export const namesToLeave = (
  queues: ReadonlyMap<string, readonly UploadingFile[]>,
): ReadonlyMap<string, readonly string[]> =>
  new Map([...queues].map(([key, files]) => [key, files.filter(isWanted).map(({ file }) => file.name)]));
