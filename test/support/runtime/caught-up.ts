import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { filter, firstValueFrom } from 'rxjs';
import type { LiveRunner } from '../../../libs/runtime/live-runner.js';

/** Resolves once every projection of the runner is serving at or beyond `position`, or is poisoned. */
export const caughtUp = (runner: LiveRunner, position: Position): Promise<unknown> =>
  firstValueFrom(
    runner.progress.pipe(
      filter(
        (statuses) =>
          statuses.length > 0 &&
          statuses.every(
            (status) =>
              status.state === 'poisoned' ||
              (status.state === 'running' && comparePositions(status.position, position) >= 0),
          ),
      ),
    ),
  );
