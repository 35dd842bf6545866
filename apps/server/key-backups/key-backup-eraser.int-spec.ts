import type { SubjectRef } from '@ledgerdesk/sealing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Subject } from 'rxjs';
import { ManualTime } from '../../../test/support/manual-time.js';
import { settingsFrom } from '../settings.js';
import { KeyBackupEraser } from './key-backup-eraser.js';
import { type KeyBackupErasure, registerKeyBackup, registeredKeyBackups } from './key-backups.js';
import { readUnreached } from './unreached-key-backups.js';

const AIKO: SubjectRef = { kind: 'member', id: 'acme.aiko' };

describe('the eraser of backups of keys', () => {
  let folder: string;
  let erasures: Subject<SubjectRef>;
  const warnings: string[] = [];
  const rounds: ((erasures: readonly KeyBackupErasure[]) => void)[] = [];
  let time: ManualTime;
  const timers = { after: (ms: number, callback: () => void) => time.after(ms, callback) };
  const start = (): KeyBackupEraser =>
    new KeyBackupEraser({
      settings: settingsFrom({ DATA_DIR: folder }),
      keys: { erasures },
      onWarning: (message) => warnings.push(message),
      timers,
      erase: () => new Promise((resolve) => rounds.push(resolve)),
    });
  /** Ends the round that is running, and lets the next one begin. */
  const endRound = async (failure: string | null = null): Promise<void> => {
    rounds.at(-1)?.([{ place: '/vault', rewritten: [], failure }]);
    await new Promise(setImmediate);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-eraser-'));
    erasures = new Subject();
    time = new ManualTime('2026-11-27T07:30:00.000Z');
    for (const list of [warnings, rounds]) list.length = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('begins at the start of an engine, and covers erasures that arrive meanwhile by one more round', async () => {
    registerKeyBackup(folder, '/vault');
    registerKeyBackup(folder, '/vault');
    expect(registeredKeyBackups(folder)).toEqual(['/vault']);
    const eraser = start();
    expect(rounds).toHaveLength(1);
    erasures.next(AIKO);
    erasures.next(AIKO);
    expect(rounds).toHaveLength(1);
    await endRound();
    expect(rounds).toHaveLength(2);
    await endRound('it is not connected');
    expect(rounds).toHaveLength(2);
    expect(warnings).toEqual([expect.stringMatching(/in \/vault \(it is not connected\)\. It is tried again/)]);
    erasures.next(AIKO);
    const closed = eraser.close();
    await endRound();
    await closed;
    erasures.next(AIKO);
    expect(rounds).toHaveLength(3);
  });

  it('tries folders that are not reached again, ever more slowly, also after a restart', async () => {
    registerKeyBackup(folder, '/vault');
    const eraser = start();
    await endRound('it is locked');
    for (const [rounded, seconds] of [30, 60, 120].entries()) {
      await time.advance(seconds * 1_000 - 1);
      expect(rounds).toHaveLength(rounded + 1);
      await time.advance(1);
      expect(rounds).toHaveLength(rounded + 2);
      await endRound('it is locked');
    }
    expect(warnings).toHaveLength(1);
    expect(eraser.status).toEqual([
      { place: '/vault', since: expect.any(String) as string, attempts: 4, failure: 'it is locked' },
    ]);
    const { since } = eraser.status[0] ?? {};
    await eraser.close();
    await time.advance(7_200_000);
    expect(rounds).toHaveLength(4);

    const restarted = start();
    expect(restarted.status).toMatchObject([{ place: '/vault', since }]);
    await endRound('it is locked');
    expect(restarted.status).toMatchObject([{ since, attempts: 5 }]);
    await time.advance(30_000);
    await endRound();
    expect([restarted.status, readUnreached(folder)]).toEqual([[], []]);
    await time.advance(7_200_000);
    expect(rounds).toHaveLength(6);
    await restarted.close();
  });

  it('says that the list of folders is damaged, until it is repaired', async () => {
    writeFileSync(join(folder, 'key-backups.json'), '{');
    const eraser = start();
    await new Promise(setImmediate);
    expect(eraser.status).toMatchObject([{ place: join(folder, 'key-backups.json') }]);
    writeFileSync(join(folder, 'key-backups.json'), '{"places": []}');
    await time.advance(30_000);
    await new Promise(setImmediate);
    expect(eraser.status).toEqual([]);
    await eraser.close();
  });

  it('remembers what was not reached when a round fails as a whole', async () => {
    registerKeyBackup(folder, '/vault');
    let fails = false;
    const eraser = new KeyBackupEraser({
      settings: settingsFrom({ DATA_DIR: folder }),
      keys: { erasures },
      onWarning: (message) => warnings.push(message),
      timers,
      erase: async () => {
        if (fails) throw new Error('The key store does not answer.');
        return [{ place: '/vault', rewritten: [], failure: 'it is locked' }];
      },
    });
    await new Promise(setImmediate);
    const [before] = eraser.status;
    expect(before).toMatchObject({ place: '/vault', attempts: 1 });
    fails = true;
    await time.advance(30_000);
    await new Promise(setImmediate);
    const { since } = before ?? {};
    const expected = [
      { place: '/vault', since, failure: 'it is locked' },
      { place: join(folder, 'key-backups.json'), failure: 'The key store does not answer.' },
    ];
    expect([eraser.status, readUnreached(folder)]).toMatchObject([expected, expected]);
    await eraser.close();
  });

  it('does nothing without registered folders', async () => {
    const eraser = start();
    erasures.next(AIKO);
    await eraser.close();
    expect([rounds, warnings]).toEqual([[], []]);
  });
});
