import { TestEngine } from './test-engine.js';

/** The engines of a test file. */
export interface Engines {
  /** The engine that the tests of the file share. Each registers a team of its own in it, and leaves its time alone. */
  readonly shared: TestEngine;
  /** Starts an engine for this test only: for tests that move time, stop the engine or count what everyone did. */
  alone(): Promise<TestEngine>;
  /** Returns the id of a team that no other test of the file uses. */
  newTeamId(): string;
}

/**
 * Registers hooks that start an engine before the tests of a file or `describe` block, and stop it after them: to start
 * one takes longer than most tests do.
 *
 * @example
 * const engines = enginesOfFile();
 * beforeEach(async () => {
 *   engine = engines.shared;
 *   ({ aiko, ben } = await withTeam(engine, (teamId = engines.newTeamId())));
 * });
 */
export const enginesOfFile = (open: () => Promise<TestEngine> = () => TestEngine.open()): Engines => {
  let shared: TestEngine | undefined;
  let teams = 0;
  const own: TestEngine[] = [];
  beforeAll(async () => {
    shared = await open();
  });
  afterEach(async () => {
    for (const engine of own.splice(0)) await engine.close();
  });
  afterAll(() => shared?.close());
  return {
    get shared(): TestEngine {
      if (!shared) throw new Error('The engine is started before the first test.');
      return shared;
    },
    alone: async () => {
      const engine = await open();
      own.push(engine);
      return engine;
    },
    newTeamId: () => `team-${(teams += 1)}`,
  };
};
