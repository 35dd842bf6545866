// Runs once, before Jest starts its workers.
import { useMemoryForTemporaryFolders } from './memory-tmpdir.mjs';
import { setWorkerOptions } from './worker-options.mjs';

export default () => {
  useMemoryForTemporaryFolders();
  setWorkerOptions();
};
