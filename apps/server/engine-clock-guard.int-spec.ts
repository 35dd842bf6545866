import { DAY, HOUR, type Instant, instantOf, millisOf, MINUTE } from '@ledgerdesk/kernel';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptClock, describeClock, hasClockTrouble } from '../cli/clock/accept-clock.js';
import { EngineClockGuard } from './engine-clock-guard.js';
import { commandTime } from './engine-time.js';
import { settingsFrom } from './settings.js';

const START: Instant = '2026-11-27T09:00:00.000Z';
const after = (ms: number): Instant => instantOf(millisOf(START) + ms);

describe("the guard of an engine's clock", () => {
  let folder: string;
  let wall: number;
  let elapsed: number;
  let warnings: string[];
  const guards: EngineClockGuard[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-clock-'));
    [wall, elapsed, warnings] = [millisOf(START), 0, []];
  });
  afterEach(() => {
    for (const guard of guards.splice(0)) guard.close();
    rmSync(folder, { recursive: true });
  });

  const start = (lastRecorded?: Instant): EngineClockGuard => {
    const guard = new EngineClockGuard({
      folder,
      stepLimitMs: 5 * MINUTE,
      lastRecorded,
      onWarning: (message) => warnings.push(message),
      machine: { wall: () => wall, elapsed: () => elapsed },
    });
    guards.push(guard);
    return guard;
  };
  const pass = (ms: number): void => {
    wall += ms;
    elapsed += ms;
  };
  const settings = (others: Readonly<Record<string, string>> = {}) => settingsFrom({ DATA_DIR: folder, ...others });

  it.each<Readonly<Record<string, string>>>([{ CLOCK_START: START }, { CLOCK_SPEED: '2' }])(
    'does not concern a simulated clock: %j',
    async (simulated) => {
      const guard = start();
      wall += DAY;
      guard.poll();
      expect([await hasClockTrouble(settings()), await hasClockTrouble(settings(simulated))]).toEqual([true, false]);
      expect(await describeClock(settings(simulated))).toContain('Simulated');
      expect(await acceptClock(settings(simulated))).toMatch(/^Simulated.*nothing to accept/);
      guard.poll();
      expect(guard.isHeld()).toBe(true);
    },
  );

  it('survives a file of what was confirmed that cannot be read: says so once, and tries again', async () => {
    const file = join(folder, 'clock-accepted.json');
    const guard = start();
    wall += DAY;
    symlinkSync(file, file);
    for (let polls = 0; polls < 3; polls += 1) guard.poll();
    expect(guard.isHeld()).toBe(true);
    expect(warnings.slice(1)).toEqual([
      expect.stringContaining('What "ledgerdesk clock accept" has written cannot be read: ELOOP'),
    ]);
    rmSync(file);
    expect(await acceptClock(settings())).toMatch(/^Accepted/);
    guard.poll();
    expect(guard.isHeld()).toBe(false);
  });

  it('says that it holds a step, keeps the hold over a restart, and follows the step when it is accepted', async () => {
    const first = start();
    wall += 400 * DAY;
    first.poll();
    expect([first.isHeld(), first.status()]).toEqual([true, { state: 'held', seconds: 400 * 86_400 }]);
    expect(warnings).toEqual([expect.stringContaining('The clock of this machine is 400 days ahead of the time that')]);
    first.close();
    pass(HOUR);
    const second = start(START);
    expect([second.isHeld(), second.clock.now()]).toEqual([true, after(HOUR)]);
    expect(warnings[1]).toContain('ledgerdesk clock accept');
    expect(await describeClock(settings())).toContain(`Held since ${START}`);
    expect(await acceptClock(settings())).toContain('Accepted: the engine moves 400 days ahead');
    second.poll();
    expect([second.isHeld(), second.clock.now()]).toEqual([false, after(400 * DAY + HOUR)]);
    expect(existsSync(join(folder, 'clock-hold.json'))).toBe(false);
    wall += DAY;
    second.poll();
    expect(second.isHeld()).toBe(true);
  });

  it('refuses to start if the hold that it kept is damaged, and asks again if only the answer is', async () => {
    const first = start();
    wall += 400 * DAY;
    first.poll();
    first.close();
    const file = join(folder, 'clock-hold.json');
    const kept = readFileSync(file);
    for (const content of ['', '{"aheadMs":', '{}', 'null']) {
      writeFileSync(file, content);
      expect(() => start(START)).toThrow(expect.objectContaining({ code: 'clock-hold-damaged' }) as Error);
      await expect(describeClock(settings())).rejects.toThrow(`${file} is damaged`);
    }
    writeFileSync(file, kept);
    writeFileSync(join(folder, 'clock-accepted.json'), '{"since":');
    const second = start(START);
    second.poll();
    expect(second.isHeld()).toBe(true);
    second.close();
  });

  it('does not let the command line record events in the time that is held', () => {
    expect(commandTime(settings({ CLOCK_START: START }))).toBe(START);
    const guard = start();
    wall += 400 * DAY;
    guard.poll();
    expect(millisOf(commandTime(settings()))).toBeLessThan(Date.now() - 399 * DAY);
  });

  it('ends a hold when the clock is set back, while it runs or while it is stopped', () => {
    const first = start();
    wall += 400 * DAY;
    first.poll();
    wall -= 400 * DAY;
    first.poll();
    expect([first.isHeld(), first.status()]).toEqual([false, { state: 'ok', seconds: 0 }]);
    expect(warnings[1]).toContain('no longer held');
    wall += 400 * DAY;
    first.poll();
    first.close();
    wall -= 400 * DAY;
    pass(MINUTE);
    const second = start(START);
    expect([second.isHeld(), second.clock.now()]).toEqual([false, after(MINUTE)]);
    expect(existsSync(join(folder, 'clock-hold.json'))).toBe(false);
  });

  it('starts with a warning if the log is a little ahead of the clock', () => {
    const guard = start(after(3 * MINUTE));
    expect(guard.status()).toEqual({ state: 'ahead', seconds: 180 });
    expect(warnings).toEqual([expect.stringContaining('recorded by a clock that is 3 minutes ahead')]);
    expect(guard.clock.now()).toBe(after(3 * MINUTE));
  });

  it('refuses to start if the log is further ahead, unless an operator accepts that', async () => {
    const { ClockFiles } = await import('./clock-files.js');
    expect(() => start(after(2 * HOUR))).toThrow(
      expect.objectContaining({
        code: 'clock-behind-log',
        message:
          `The last event of the log was recorded at ${after(2 * HOUR)}, but the clock of this machine says ` +
          `${START}: it is 2 hours behind. Set the clock. If it is right, run "ledgerdesk clock accept" and start ` +
          'again: the ' +
          'engine then continues from the last event, at 90 % of real time, until the clock has caught up.',
      }) as Error,
    );
    new ClockFiles(folder).writeAcceptance({ leadMs: 2 * HOUR });
    const guard = start(after(2 * HOUR));
    expect(guard.status()).toEqual({ state: 'ahead', seconds: 7_200 });
    pass(20 * HOUR);
    expect([guard.clock.now(), guard.status().state]).toEqual([after(20 * HOUR), 'ok']);
    expect(() => start(after(30 * HOUR))).toThrow('10 hours behind');
  });
});
