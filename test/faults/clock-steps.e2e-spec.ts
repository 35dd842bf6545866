import { decode, pagesOf } from '@ledgerdesk/event-store';
import { DAY, HOUR, MINUTE, millisOf } from '@ledgerdesk/kernel';
import { isLogged } from '@ledgerdesk/events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../apps/cli/simulate/random.js';
import { acceptClock } from '../../apps/cli/clock/accept-clock.js';
import { issueToken } from '../../apps/cli/token/token.command.js';
import { ClockFiles } from '../../apps/server/clock-files.js';
import { settingsFrom } from '../../apps/server/index.js';
import { openEngineLog, storageConfigOf } from '../../apps/server/storage.js';
import { writeFastPolicies } from '../support/fast-policies.js';
import { TEAM, TICKET } from '../support/http/acme-fixture.js';
import { Caller } from '../support/http/caller.js';
import { type EngineProcess, EngineProcesses } from '../support/http/engine-process.js';
import { until } from '../support/http/until.js';
import { runs } from '../support/runs.js';
import { ClockSteps } from './clock-steps.js';
import { FaultRun } from './fault-run.js';

const ROUNDS = runs({ short: 1, long: 20 });
const SECONDS_TO_ANSWER = 1;
/** Each poll of the log reads all of it. */
const LOG_POLL_MS = 200;
/** Tickets that wait for an answer while the clock steps. */
const TICKETS = 4;
const RUN = new FaultRun('clock steps');

describe(`the clock of a machine under a running process (FAULT_SEED=${RUN.seed})`, () => {
  const root = mkdtempSync(join(tmpdir(), 'ledgerdesk-clock-'));
  const folder = join(root, 'data');
  const settings = settingsFrom({ DATA_DIR: folder });
  const random = new Random(RUN.seed);
  const engines = new EngineProcesses();
  const clock = new ClockSteps();
  /** How far the clock of the machine is ahead of that of this process. */
  let ahead = 0;
  let engine: EngineProcess;
  let operator: Caller;
  let aiko: Caller;
  const tickets: string[] = [];

  const step = (ms: number): void => {
    ahead += ms;
    clock.stepTo(ahead);
  };
  const as = async (options: Omit<Parameters<typeof issueToken>[0], 'days'>) =>
    new Caller(() => engine.url, await issueToken({ days: 300, ...options }, settings));

  beforeAll(async () => {
    const config = writeFastPolicies(root, SECONDS_TO_ANSWER);
    engine = await engines.start({ DATA_DIR: folder, CONFIG_DIR: config, ...clock.environment });
    operator = await as({ kind: 'operator' });
    aiko = await as({ kind: 'member', team: TEAM.teamId, subject: 'aiko' });
    await operator.post('/v1/teams', TEAM);
    const member = { memberId: 'aiko', name: 'Aiko', email: 'aiko@acme.example', language: 'en' };
    await operator.post('/v1/teams/acme/members', { ...member, roles: ['team_admin'] });
    const { quoteId } = (
      await aiko.post('/v1/teams/acme/add-ons/quotes', { product: 'dropbox', edition: 'essentials' })
    ).body;
    expect((await aiko.post('/v1/teams/acme/add-ons', { quoteId })).status).toBe(201);
  });
  afterAll(async () => {
    await engines.close();
    clock.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  const events = async () => {
    const log = await openEngineLog(storageConfigOf(settingsFrom({ DATA_DIR: folder })));
    const found = [];
    for await (const page of pagesOf(log)) found.push(...page.events.map(decode));
    await log.close();
    return found;
  };
  const state = async () => ((await operator.get('/v1/health')).body['clock'] as { readonly state: string }).state;
  const untilState = (expected: string) => until(async () => (await state()) === expected);
  const open = async (): Promise<string> => {
    const { status, body } = await aiko.post('/v1/tickets', TICKET);
    expect(status).toBe(201);
    tickets.push(String(body['ticketId']));
    return String(body['ticketId']);
  };
  const openSome = () => Promise.all(Array.from({ length: TICKETS }, open));

  const breachesOf = async (ids: readonly string[]) =>
    (await events()).flatMap((event) =>
      isLogged(event, ['ResponseTargetBreached']) && ids.includes(event.data.ticketId) ? [event] : [],
    );
  const renewalsOf = async () => (await events()).filter(({ type }) => type === 'AddOnRenewed').length;
  const untilBreached = (ids: readonly string[]) =>
    until(
      async () => (await breachesOf(ids)).length >= ids.length,
      () => `deadlines of ${ids.join()} have not fired`,
      { pollMs: LOG_POLL_MS },
    );
  /** Waits until the engine's own time has passed what is due now. */
  const passDeadlines = async (): Promise<void> => {
    const [first] = (await events()).slice(-1);
    const due = millisOf(first?.recordedAt ?? '') + SECONDS_TO_ANSWER * 1_000;
    const hasPassed = async (): Promise<boolean> => {
      await open();
      return millisOf((await events()).at(-1)?.recordedAt ?? '') > due + 500;
    };
    await until(hasPassed, () => 'time stands still', { pollMs: LOG_POLL_MS });
  };
  /** Breaches, fired while the clock is held, of deadlines that were not yet due when the hold began. */
  const firedWhileHeld = async (ids: readonly string[]) => {
    const since = new ClockFiles(folder).readHold()?.since;
    if (since === undefined) throw new Error('The clock is not held.');
    return (await breachesOf(ids)).filter(({ data }) => data.dueAt > since);
  };
  /** Lets the clock step forward and checks that nothing fires meanwhile, of what was opened before and after that. */
  const hold = async (ms: number): Promise<readonly string[]> => {
    const renewals = await renewalsOf();
    const before = await openSome();
    step(ms);
    await untilState('held');
    const waiting = [...before, ...(await openSome())];
    await passDeadlines();
    expect(await firedWhileHeld(waiting)).toEqual([]);
    expect(await renewalsOf()).toBe(renewals);
    return waiting;
  };

  /** What a clock does, each time with deadlines that are due shortly. */
  const ROUND: readonly (readonly [string, () => Promise<void>])[] = [
    [
      'the process is suspended over its deadlines',
      async () => {
        const waiting = await openSome();
        engine.freeze();
        await pause(SECONDS_TO_ANSWER * 1_000 + random.integer(200, 1_000));
        engine.resume();
        await untilBreached(waiting);
        expect(await state()).toBe('ok');
      },
    ],
    [
      'a step forward is undone',
      async () => {
        const ms = random.integer(6 * MINUTE, 200 * DAY);
        const waiting = await hold(ms);
        step(-ms);
        await untilState('ok');
        await untilBreached(waiting);
      },
    ],
    [
      'a step forward during a suspension is undone',
      async () => {
        const waiting = await openSome();
        const ms = random.integer(6 * MINUTE, DAY);
        engine.freeze();
        step(ms);
        engine.resume();
        await untilState('held');
        step(-ms);
        await untilState('ok');
        await untilBreached(waiting);
      },
    ],
    [
      'a step forward is held over a restart, and accepted',
      async () => {
        const waiting = await hold(random.integer(6 * MINUTE, HOUR));
        await engine.kill();
        await engine.restart();
        expect(await state()).toBe('held');
        expect(await firedWhileHeld(waiting)).toEqual([]);
        expect(await acceptClock(settings)).toContain('Accepted');
        await untilState('ok');
        await untilBreached(waiting);
      },
    ],
    [
      'a step back',
      async () => {
        const ms = random.integer(10_000, 4 * MINUTE);
        step(-ms);
        const waiting = await openSome();
        await untilBreached(waiting);
        step(ms);
        await untilState('ok');
      },
    ],
  ];

  it(
    `loses, repeats and hastens no deadline, and time never goes back, in ${ROUNDS} rounds of steps`,
    async () => {
      for (let round = 0; round < ROUNDS; round += 1)
        for (const [what, happens] of ROUND) {
          RUN.progress(() => `${round} of ${ROUNDS} rounds, ${tickets.length} tickets: ${what}`);
          await happens();
        }
      await untilBreached(tickets);
      const recorded = await events();
      const breaches = await breachesOf(tickets);
      expect(breaches.map(({ data }) => data.ticketId).sort()).toEqual([...tickets].sort());
      for (const { recordedAt, data } of breaches)
        expect(millisOf(recordedAt)).toBeGreaterThanOrEqual(millisOf(data.dueAt));
      const times = recorded.map(({ recordedAt }) => recordedAt);
      expect(times).toEqual([...times].sort());
      RUN.print(
        `${ROUNDS * ROUND.length} steps and suspensions, ${tickets.length} deadlines, ${recorded.length} events`,
      );
    },
    (ROUNDS + 1) * 120_000,
  );
});
