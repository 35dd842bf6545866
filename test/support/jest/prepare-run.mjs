// Runs once, before Jest starts its workers.
import { useMemoryForTemporaryFolders } from './memory-tmpdir.mjs';
import { enlargeYoungGeneration } from './young-generation.mjs';

export default () => {
  useMemoryForTemporaryFolders();
  enlargeYoungGeneration();
};
