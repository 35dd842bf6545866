import { lastRecordedAt } from '@ledgerdesk/event-store';
import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { existsSync } from 'node:fs';
import { ClockFiles } from '../../server/clock-files.js';
import { dataFolderAt, requireDataFolder } from '../../server/data-folder.js';
import { durationText } from '../../server/engine-clock-guard.js';
import { isClockSimulated } from '../../server/engine-time.js';
import type { Settings } from '../../server/settings.js';
import { openLogForReading, storageConfigOf } from '../../server/storage.js';

/** A smaller lead is not worth a word. */
const NOTICEABLE_MS = 5_000;

/** How far the last event of the log is ahead of this machine's clock, in ms; 0 if it is not, or without a log. */
const leadOf = async (settings: Settings): Promise<number> => {
  if (settings.EVENTSTORE_URL === undefined && !existsSync(dataFolderAt(settings.DATA_DIR).events)) return 0;
  const log = await openLogForReading(storageConfigOf(settings));
  try {
    const last = await lastRecordedAt(log);
    const lead = last === undefined ? 0 : millisOf(last) - Date.now();
    return lead > NOTICEABLE_MS ? lead : 0;
  } finally {
    await log.close();
  }
};

const SIMULATED = 'Simulated: the engine does not follow the clock of this machine.';

/** Compares the clock of this machine with that of the engine, in a sentence. */
export const describeClock = async (settings: Settings): Promise<string> => {
  if (isClockSimulated(settings)) return SIMULATED;
  requireDataFolder(settings);
  const hold = new ClockFiles(settings.DATA_DIR).readHold();
  if (hold)
    return (
      `Held since ${hold.since}: the clock of this machine (${instantOf(Date.now())}) is ` +
      `${durationText(hold.aheadMs)} ` +
      'ahead of the time that has passed. Run "ledgerdesk clock accept" if it is right, or set it back.'
    );
  const lead = await leadOf(settings);
  if (lead > 0)
    return (
      `The log was recorded by a clock that is ${durationText(lead)} ahead of this machine's ` +
      `(${instantOf(Date.now())}). Set the clock, or run "ledgerdesk clock accept" if it is right.`
    );
  return 'No difference: the engine follows the clock of this machine.';
};

/** Returns true if the engine holds a step of the clock, or its log is ahead of the clock. */
export const hasClockTrouble = async (settings: Settings): Promise<boolean> =>
  !isClockSimulated(settings) &&
  (new ClockFiles(settings.DATA_DIR).readHold() !== undefined || (await leadOf(settings)) > 0);

/** Confirms the clock of this machine. Returns what that means, in a sentence. */
export const acceptClock = async (settings: Settings): Promise<string> => {
  if (isClockSimulated(settings)) return `${SIMULATED} There is nothing to accept.`;
  requireDataFolder(settings);
  const files = new ClockFiles(settings.DATA_DIR);
  const hold = files.readHold();
  if (hold) {
    files.writeAcceptance({ since: hold.since });
    return `Accepted: the engine moves ${durationText(hold.aheadMs)} ahead, and what is due fires.`;
  }
  const leadMs = await leadOf(settings);
  if (leadMs === 0) return 'Nothing to accept: the engine follows the clock of this machine.';
  files.writeAcceptance({ leadMs });
  return `Accepted: the engine may start although its log is ${durationText(leadMs)} ahead of this machine's clock.`;
};
