import type { GroupState } from './group-state.js';
import { MemoryGroupState } from './memory-group-state.js';
import { openSqliteGroupState } from './sqlite-group-state.js';

/** The state in a file, or in memory where there is none. Throws GroupStateUnreadable for a file of another log or version. */
export const openGroupState = (file: string | undefined, logId: string): GroupState =>
  file === undefined ? new MemoryGroupState() : openSqliteGroupState(file, logId);
