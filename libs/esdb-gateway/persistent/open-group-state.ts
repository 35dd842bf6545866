import type { GroupState } from './group-state.js';
import { MemoryGroupState } from './memory-group-state.js';
import { openSqliteGroupState } from './sqlite-group-state.js';

/**
 * Opens the state in a file or, without one, in memory.
 * @throws GroupStateUnreadable
 */
export const openGroupState = (file: string | undefined, logId: string): GroupState =>
  file === undefined ? new MemoryGroupState() : openSqliteGroupState(file, logId);
