import { compareByTiles, type Finding, type TrustedCheckpoint, unknown } from '@ledgerdesk/ledger';
import { nodesIn } from './inputs.js';

/** Compares two checkpoints by the tiles in a folder. A tile that cannot be read leaves it unknown. */
export const byTiles = async (
  saved: TrustedCheckpoint,
  checkpoint: TrustedCheckpoint,
  folder: string,
): Promise<readonly Finding[]> => {
  try {
    return await compareByTiles(saved, checkpoint, nodesIn(folder, checkpoint.size));
  } catch (error) {
    return [unknown('bad-tile', folder, `A tile is missing or too short: ${(error as Error).message}`)];
  }
};
