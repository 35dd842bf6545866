import { namingFileError, PRIVATE_FILE } from '@ledgerdesk/files';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Size and SHA-256 (lower-case hex) of a file. */
export interface FileDigest {
  readonly bytes: number;
  readonly sha256: string;
}

/** Bytes after which a file is synced while it is written, so that no large sync holds up those of the log. */
const SYNC_BYTES = 1024 * 1024;

const writeChunks = async (file: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<FileDigest> => {
  const hash = createHash('sha256');
  let [bytes, unsynced] = [0, 0];
  for await (const chunk of chunks) {
    hash.update(chunk);
    await file.writeFile(chunk);
    bytes += chunk.length;
    unsynced += chunk.length;
    if (unsynced < SYNC_BYTES) continue;
    await file.datasync();
    unsynced = 0;
  }
  await file.sync();
  return { bytes, sha256: hash.digest('hex') };
};

/**
 * Creates a private file from chunks, synced, and returns its size and hash. The name is durable once its folder is
 * synced. Memory is bounded by a chunk.
 * @throws DiskFault or FileInaccessible, with the name of the file
 */
export const writeDurably = async (path: string, chunks: AsyncIterable<Uint8Array>): Promise<FileDigest> => {
  try {
    const file = await open(path, 'wx', PRIVATE_FILE);
    try {
      return await writeChunks(file, chunks);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw namingFileError(path, error);
  }
};

/**
 * Reads a whole file, and returns its size and hash.
 * @throws DiskFault or FileInaccessible, with the name of the file
 */
export const digestOf = async (path: string): Promise<FileDigest> => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunksOf(path)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
};

/**
 * Yields the content of a file.
 * @throws DiskFault or FileInaccessible, with the name of the file
 */
export async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path) as AsyncIterable<Buffer>;
  } catch (error) {
    throw namingFileError(path, error, 'read');
  }
}

/** Syncs a file that another library has written. */
export const syncFile = async (path: string): Promise<void> => {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};
