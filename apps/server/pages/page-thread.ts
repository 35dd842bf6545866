import { replayedEvents } from '@ledgerdesk/processes/webhook-replays';
import { pageHandler } from '@ledgerdesk/runtime';
import { workerData } from 'node:worker_threads';
import { deskUpdates } from '../../api/desk/desk-update.view.js';
import { hubUpdates } from '../../api/hub/hub-update.view.js';
import { linkedEvents } from '../../api/ledger/event-links.view.js';
import { loggedEvents } from '../../api/ledger/log.view.js';
import { ticketHistory } from '../../api/tickets/ticket-history.view.js';
import { foundEvents } from '../../api/ledger/found-events.view.js';
import { ownUpdates } from '../../api/updates/own-update.view.js';
import { openEngineLog, type StorageConfig } from '../storage.js';

const storage = workerData as StorageConfig;

/** Script of the thread that reads pages of the log. It keeps the log open. */
export default pageHandler(
  () => openEngineLog(storage),
  [loggedEvents, foundEvents, linkedEvents, ticketHistory, hubUpdates, ownUpdates, deskUpdates, replayedEvents],
);
