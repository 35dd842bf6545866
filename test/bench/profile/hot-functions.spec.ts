import type { Profiler } from 'node:inspector';
import { timesOf } from './hot-functions.js';

const node = (id: number, functionName: string, url: string, children: readonly number[]): Profiler.ProfileNode => ({
  id,
  callFrame: { functionName, scriptId: '1', url, lineNumber: 6, columnNumber: 0 },
  children: [...children],
});

const CODEC = 'file:///srv/ledgerdesk/dist/libs/event-store/codec.js';
const FASTIFY = 'file:///srv/ledgerdesk/node_modules/@fastify/cookie/plugin.js';

/** Two calls of `encode` below the root, one of which calls itself, and time without work. */
const profile: Profiler.Profile = {
  nodes: [
    node(1, '(root)', '', [2, 3, 6]),
    node(2, '(idle)', '', []),
    node(3, 'handle', FASTIFY, [4]),
    node(4, 'encode', CODEC, [5]),
    node(5, 'encode', CODEC, []),
    node(6, '', 'node:timers', []),
  ],
  startTime: 0,
  endTime: 16_000,
  samples: [2, 3, 4, 5, 6, 2],
  timeDeltas: [0, 4_000, 1_000, 2_000, 3_000, 6_000],
};

describe('times of a CPU profile', () => {
  it('counts a sample until the next one, and time without work apart', () => {
    expect(timesOf(profile)).toMatchObject({ busy: 12, idle: 4 });
  });

  it('counts a function that calls itself once', () => {
    expect(timesOf(profile).functions).toEqual([
      { name: '(anonymous)', place: 'node:timers:7', self: 6, total: 6 },
      { name: 'encode', place: 'libs/event-store/codec.js:7', self: 5, total: 5 },
      { name: 'handle', place: '@fastify/cookie/plugin.js:7', self: 1, total: 6 },
    ]);
  });

  it('groups functions by package and by folder of the project', () => {
    expect(timesOf(profile).modules).toEqual([
      { name: 'node:timers', place: '', self: 6, total: 6 },
      { name: 'libs/event-store', place: '', self: 5, total: 5 },
      { name: '@fastify/cookie', place: '', self: 1, total: 6 },
    ]);
  });
});
