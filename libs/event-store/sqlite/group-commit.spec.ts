import { setImmediate as nextTurn } from 'node:timers/promises';
import { CommitFailed, StoreFailed } from '../errors.js';
import type { AppendRequest, Committer, AppendOutcome } from './committer.js';
import { GroupCommit } from './group-commit.js';
import { WriteStatus } from './write-status.js';

interface Batch {
  readonly requests: readonly AppendRequest[];
  readonly succeed: () => void;
  readonly fail: (error: Error) => void;
}

/** A committer whose commits the test settles. */
class ManualCommitter implements Committer {
  readonly batches: Batch[] = [];

  commit(requests: readonly AppendRequest[]): Promise<readonly AppendOutcome[]> {
    return new Promise((resolve, reject) =>
      this.batches.push({
        requests,
        succeed: () =>
          resolve(requests.map((_, index) => ({ kind: 'appended', revision: index, position: index + 1 }))),
        fail: reject,
      }),
    );
  }

  async close(): Promise<void> {}
}

const request = (stream: string): AppendRequest => [stream, 'any', []];

describe('group commit', () => {
  let committer: ManualCommitter;
  let commits: GroupCommit;
  let commitCount: number;
  let status: WriteStatus;
  beforeEach(() => {
    committer = new ManualCommitter();
    commitCount = 0;
    status = new WriteStatus();
    commits = new GroupCommit(
      committer,
      () => {
        commitCount += 1;
      },
      status,
    );
  });

  it('answers 8 appends in a turn of the event loop, in order, so that others are served in between', async () => {
    const streams = [...'abcdefghijklmnopqrst'];
    const answered: string[] = [];
    for (const stream of streams) void commits.append(request(stream)).then(() => answered.push(stream));
    await nextTurn();
    committer.batches[0]?.succeed();
    const seen: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      await nextTurn();
      seen.push(answered.length);
    }
    expect(seen).toEqual([8, 16, 20, 20]);
    expect(answered).toEqual(streams);
    expect(commitCount).toBe(1);
  });

  it('waits for the answers when it drains', async () => {
    const answered: string[] = [];
    for (const stream of ['a', 'b']) void commits.append(request(stream)).then(() => answered.push(stream));
    await nextTurn();
    const drained = commits.drain();
    committer.batches[0]?.succeed();
    await drained;
    expect(answered).toEqual(['a', 'b']);
  });

  it('sends the appends of one turn of the event loop as one batch', async () => {
    void commits.append(request('a'));
    await Promise.resolve();
    void commits.append(request('b'));
    await nextTurn();
    expect(committer.batches.map(({ requests }) => requests.map(([stream]) => stream))).toEqual([['a', 'b']]);
  });

  it('resolves no append before its commit, then each with its own outcome', async () => {
    const outcomes: AppendOutcome[] = [];
    const both = ['a', 'b'].map(async (stream) => outcomes.push(await commits.append(request(stream))));
    await nextTurn();
    expect([outcomes, commitCount]).toEqual([[], 0]);
    committer.batches[0]?.succeed();
    await Promise.all(both);
    expect(outcomes).toEqual([
      { kind: 'appended', revision: 0, position: 1 },
      { kind: 'appended', revision: 1, position: 2 },
    ]);
    expect(commitCount).toBe(1);
  });

  it('rejects every append of a failed batch, and no others', async () => {
    const failing = ['a', 'b'].map((stream) => commits.append(request(stream)));
    await nextTurn();
    const next = commits.append(request('c'));
    await nextTurn();
    committer.batches[0]?.fail(new CommitFailed('disk full'));
    committer.batches[1]?.succeed();
    const outcomes = await Promise.allSettled([...failing, next]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('rejects appends after the store has failed', async () => {
    const failing = commits.append(request('a'));
    await nextTurn();
    committer.batches[0]?.fail(new StoreFailed('gone'));
    await expect(failing).rejects.toThrow('gone');
    await expect(commits.append(request('b'))).rejects.toThrow('gone');
    expect(committer.batches).toHaveLength(1);
  });

  it('tells whether commits succeed, and learns from a probe that they do so again', async () => {
    const states: string[] = [];
    status.changes.subscribe(({ state }) => states.push(state));
    const failing = commits.append(request('a'));
    await nextTurn();
    committer.batches[0]?.fail(new CommitFailed('disk full'));
    await expect(failing).rejects.toThrow('disk full');
    expect(status.current).toEqual({ state: 'refusing', message: 'disk full' });
    const probe = commits.probe();
    expect(committer.batches[1]?.requests).toEqual([]);
    committer.batches[1]?.succeed();
    await probe;
    expect([states, commitCount]).toEqual([['writable', 'refusing', 'writable'], 0]);
  });

  it('stays failed after the store has failed', async () => {
    const appends = [commits.append(request('a'))];
    await nextTurn();
    appends.push(commits.append(request('b')));
    await nextTurn();
    committer.batches[0]?.fail(new StoreFailed('gone'));
    committer.batches[1]?.fail(new CommitFailed('disk full'));
    await Promise.allSettled(appends);
    await commits.probe();
    expect(status.current).toEqual({ state: 'failed', message: 'gone' });
    expect(committer.batches).toHaveLength(2);
  });

  it('drains accepted appends and rejects new ones', async () => {
    const accepted = commits.append(request('a'));
    const drained = commits.drain();
    await expect(commits.append(request('b'))).rejects.toMatchObject({ code: 'store-failed' });
    await nextTurn();
    committer.batches[0]?.succeed();
    await expect(accepted).resolves.toMatchObject({ kind: 'appended' });
    await drained;
  });
});
