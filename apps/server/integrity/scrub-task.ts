import type { EngineLog, ReadableLog } from '@ledgerdesk/event-store';
import type { AttachmentReader } from '@ledgerdesk/attachments';
import type { ScrubStatus } from '@ledgerdesk/integrity';
import type { LeaderLock } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import type { KeyStore } from '@ledgerdesk/sealing';
import { realTimers, systemClock } from '@ledgerdesk/runtime';
import type { TreeStore } from '@ledgerdesk/tree-store';
import { dataFolderAt } from '../data-folder.js';
import { policiesFor } from '../policy-files.js';
import { LeaderTask } from '../workers/leader-task.js';
import { checkStoredSchemas } from './check-schemas.js';
import { checkKeys, checkStoredReads } from './deep-checks.js';
import { Scrub, type StoreCheck } from './scrub.js';
import type { ScrubData } from './scrub-message.js';
import { readSignedHistory } from './signed-history.js';

interface ScrubTaskOptions extends ScrubData {
  readonly log: EngineLog;
  readonly view: ReadStoreView;
  readonly attachments: AttachmentReader;
  readonly keys: KeyStore | undefined;
  /** Undefined if there are none yet. */
  readonly trees: TreeStore | undefined;
  readonly lock: LeaderLock;
  readonly onStatus: (status: ScrubStatus | null) => void;
  readonly onError: (error: unknown) => void;
}

/** The checks of what lies beside the log: the same as those of `ledgerdesk doctor --deep`. */
export const storeChecksOf = (
  settings: ScrubData['settings'],
  storage: ScrubData['storage'],
  log: ReadableLog,
): readonly StoreCheck[] => [
  (report) => checkStoredSchemas({ settings, storage }, report),
  (report, rest) => checkStoredReads({ settings, storage }, log, report, rest),
  (report, rest) => checkKeys({ settings, storage }, log, report, rest),
];

/** Checks the stores while this process holds the lock. The status is null while another one does. */
export const scrubTask = ({
  settings,
  storage,
  trees,
  lock,
  onStatus,
  onError,
  ...stores
}: ScrubTaskOptions): LeaderTask<Scrub> =>
  new LeaderTask({
    lock,
    create: (isLeader) => {
      if (!isLeader) {
        onStatus(null);
        return undefined;
      }
      return new Scrub({
        ...stores,
        projections: PROJECTIONS,
        readHistory: (report) =>
          readSignedHistory({
            settings,
            log: stores.log.all,
            trees,
            checkpointFile: dataFolderAt(settings.DATA_DIR).checkpoint,
            saved: undefined,
            report,
          }),
        storeChecks: storeChecksOf(settings, storage, stores.log.all),
        policies: policiesFor(settings).at(''),
        file: dataFolderAt(settings.DATA_DIR).scrub,
        perSecond: settings.SCRUB_PER_SECOND,
        clock: systemClock,
        timers: realTimers,
        onStatus,
      });
    },
    onError,
    timers: realTimers,
  });
