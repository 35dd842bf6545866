import type { SubjectRef } from '@ledgerdesk/sealing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Subject } from 'rxjs';
import { settingsFrom } from '../settings.js';
import { KeyBackupEraser } from './key-backup-eraser.js';
import { type KeyBackupErasure, registerKeyBackup, registeredKeyBackups } from './key-backups.js';

const AIKO: SubjectRef = { kind: 'member', id: 'acme.aiko' };

describe('the eraser of backups of keys', () => {
  let folder: string;
  let erasures: Subject<SubjectRef>;
  const warnings: string[] = [];
  const rounds: ((erasures: readonly KeyBackupErasure[]) => void)[] = [];
  const start = (): KeyBackupEraser =>
    new KeyBackupEraser({
      settings: settingsFrom({ DATA_DIR: folder }),
      keys: { erasures },
      onWarning: (message) => warnings.push(message),
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
    expect(warnings).toEqual([expect.stringMatching(/in \/vault \(it is not connected\)\. Connect it/)]);
    erasures.next(AIKO);
    const closed = eraser.close();
    await endRound();
    await closed;
    erasures.next(AIKO);
    expect(rounds).toHaveLength(3);
  });

  it('does nothing without registered folders', async () => {
    const eraser = start();
    erasures.next(AIKO);
    await eraser.close();
    expect([rounds, warnings]).toEqual([[], []]);
  });
});
