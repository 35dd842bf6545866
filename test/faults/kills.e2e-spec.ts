import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsFrom } from '../../apps/server/index.js';
import { OpenResources } from '../../apps/server/open-resources.js';
import { EngineProcesses } from '../support/http/engine-process.js';
import { until } from '../support/http/until.js';
import { WebhookReceiver } from '../support/http/webhook-receiver.js';
import { runs } from '../support/runs.js';
import { FaultRun } from './fault-run.js';
import {
  expectRowsToMatchReplay,
  missingUploads,
  readWholeLog,
  repeatedCommands,
  webhookMessages,
} from './log-checks.js';
import { MixedLoad, SUBSCRIBED } from './mixed-load.js';

const ROUNDS = runs({ short: 2, long: 200 });
const ACCEPTED_PER_ROUND = 60;
const CONNECTIONS = 8;
/** Messages of a channel that are sent at once: those that a kill leaves unconfirmed are sent again. */
const IN_FLIGHT = 8;
/** Kinds of commands of which each run must have some. */
const KINDS = ['ticket', 'reply', 'answer', 'chat', 'callback', 'team', 'purchase', 'webhook', 'availability'];
const RUN = new FaultRun('kills');

const isSubset = (some: readonly string[], all: readonly string[]): boolean => {
  const known = new Set(all);
  return some.every((one) => known.has(one));
};

describe(`an engine killed with SIGKILL under mixed load (FAULT_SEED=${RUN.seed})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-kills-'));
  const resources = new OpenResources();
  const engines = resources.add(new EngineProcesses());
  const environment = { DATA_DIR: folder, WEBHOOK_PRIVATE_ADDRESSES: 'true' };
  let receiver: WebhookReceiver;
  let load: MixedLoad;

  beforeAll(async () => {
    receiver = resources.add(await WebhookReceiver.open());
  });
  afterAll(async () => {
    await resources.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it(
    `loses and repeats nothing that it acknowledged, and its read models match a replay, ${ROUNDS} times in a row`,
    async () => {
      let engine = await engines.start(environment);
      const settings = settingsFrom({ DATA_DIR: folder });
      load = new MixedLoad(() => engine.url, settings, {
        seed: RUN.seed,
        connections: CONNECTIONS,
        webhookUrl: receiver.url,
      });
      await load.prepare();
      let repeated = 0;
      let round = 0;
      for (; round < ROUNDS && !RUN.isOver; round += 1) {
        RUN.progress(() => `${round} of ${ROUNDS}, ${load.accepted.length} accepted commands`);
        const first = load.commands.length;
        const goal = load.accepted.length + ACCEPTED_PER_ROUND;
        await load.run(({ accepted }) => {
          if (accepted.length >= goal) void engine.kill();
          return false;
        });
        expect(await engine.kill()).toEqual({ code: null, signal: 'SIGKILL' });
        engine = await engines.start(environment);
        const sent = load.commands.slice(first);
        expect({ round, problems: await load.repeat(sent) }).toEqual({ round, problems: [] });
        repeated += sent.length;
        await load.end(sent);
      }
      expect(await load.repeat(load.commands)).toEqual([]);
      const kinds = new Set(load.accepted.map(({ kind }) => kind));
      expect(KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
      const before = await readWholeLog(folder);
      const registered = before.findIndex(({ stream }) => stream.startsWith('webhook-'));
      const expected = before.slice(registered).filter(({ type }) => SUBSCRIBED.some((name) => name === type));
      // Kept after they were sent, and written with the checkpoint of the process.
      const messages = () => webhookMessages(join(folder, 'outbox.db'));
      await until(() =>
        isSubset(
          expected.map(({ id }) => id),
          messages().map(({ eventId }) => eventId),
        ),
      );
      const delivered = receiver.received.map(({ headers }) => String(headers['webhook-id']));
      const sent = messages().filter(({ state }) => state === 'sent');
      expect(
        isSubset(
          sent.map(({ eventId }) => eventId),
          delivered,
        ),
      ).toBe(true);
      expect(delivered.length - new Set(delivered).size).toBeLessThanOrEqual(ROUNDS * IN_FLIGHT);
      await engine.stop();

      const events = await readWholeLog(folder);
      expect(repeatedCommands(events)).toEqual([]);
      const recorded = new Set(events.map(({ position }) => position));
      const positions = load.accepted.flatMap(({ reply }) => reply?.headers.get('ledger-position') ?? []);
      expect(positions.filter((position) => !recorded.has(position))).toEqual([]);
      expect(await missingUploads(folder, load.uploads)).toEqual([]);
      await expectRowsToMatchReplay(folder);
      RUN.print(
        `${round} kills: ${load.accepted.length} accepted commands, ${load.uploads.length} uploads, ` +
          `${repeated} repeated after a restart, ${events.length} events, ${expected.length} to a webhook, ` +
          `${delivered.length} deliveries.`,
      );
    },
    ROUNDS * 60_000,
  );
});
