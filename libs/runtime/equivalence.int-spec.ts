import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { equivalence } from '../../test/support/runtime/equivalence.js';
import { runs } from '../../test/support/runs.js';

equivalence('SQLite', async () => openReadStore(':memory:'), runs({ short: 100, long: 2_000 }));
