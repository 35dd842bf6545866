import { hashChunks } from './hash-chunks.js';

/** Reads stored bytes, and returns true if their SHA-256 is not the one that names them. */
export const isAltered = async (content: AsyncIterable<Uint8Array>, sha256: string): Promise<boolean> => {
  const hashed = hashChunks(content);
  for await (const _ of hashed.chunks);
  return hashed.storedFile().sha256 !== sha256;
};
