import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { equivalence } from '../../test/support/runtime/equivalence.js';

equivalence('SQLite', async () => openReadStore(':memory:'), 400);
