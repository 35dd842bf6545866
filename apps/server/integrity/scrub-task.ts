import { type EngineLog } from '@ledgerdesk/event-store';
import type { AttachmentReader } from '@ledgerdesk/attachments';
import type { ScrubStatus } from '@ledgerdesk/integrity';
import type { LeaderLock } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import type { KeyStore } from '@ledgerdesk/sealing';
import { realTimers, systemClock } from '@ledgerdesk/runtime';
import { dataFolderAt } from '../data-folder.js';
import { policiesFor } from '../policy-files.js';
import { LeaderTask } from '../workers/leader-task.js';
import { Scrub } from './scrub.js';
import type { ScrubData } from './scrub-message.js';

interface ScrubTaskOptions extends Pick<ScrubData, 'settings'> {
  readonly log: EngineLog;
  readonly view: ReadStoreView;
  readonly attachments: AttachmentReader;
  readonly keys: KeyStore | undefined;
  readonly lock: LeaderLock;
  readonly onStatus: (status: ScrubStatus | null) => void;
  readonly onError: (error: unknown) => void;
}

/** Checks the stores while this process holds the lock. The status is null while another one does. */
export const scrubTask = ({ settings, lock, onStatus, onError, ...stores }: ScrubTaskOptions): LeaderTask<Scrub> =>
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
