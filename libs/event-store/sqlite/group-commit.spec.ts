import { setImmediate as nextTurn } from 'node:timers/promises';
import { CommitFailed, StoreFailed } from '../errors.js';
import type { AppendRequest, Committer, Outcome } from './committer.js';
import { GroupCommit } from './group-commit.js';

interface Batch {
  readonly requests: readonly AppendRequest[];
  readonly succeed: () => void;
  readonly fail: (error: Error) => void;
}

/** Commits when the test says so. */
class HandCommitter implements Committer {
  readonly batches: Batch[] = [];

  commit(requests: readonly AppendRequest[]): Promise<readonly Outcome[]> {
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
  let committer: HandCommitter;
  let commits: GroupCommit;
  let told: number;
  beforeEach(() => {
    committer = new HandCommitter();
    told = 0;
    commits = new GroupCommit(committer, () => {
      told += 1;
    });
  });

  it('sends what came in during one turn together', async () => {
    void commits.append(request('a'));
    await Promise.resolve();
    void commits.append(request('b'));
    await nextTurn();
    expect(committer.batches.map(({ requests }) => requests.map(([stream]) => stream))).toEqual([['a', 'b']]);
  });

  it('acknowledges nothing before its commit, then answers each caller with its own outcome', async () => {
    const answers: Outcome[] = [];
    const both = ['a', 'b'].map(async (stream) => answers.push(await commits.append(request(stream))));
    await nextTurn();
    expect([answers, told]).toEqual([[], 0]);
    committer.batches[0]?.succeed();
    await Promise.all(both);
    expect(answers).toEqual([
      { kind: 'appended', revision: 0, position: 1 },
      { kind: 'appended', revision: 1, position: 2 },
    ]);
    expect(told).toBe(1);
  });

  it('rejects all of a batch whose commit failed, and only those', async () => {
    const failing = ['a', 'b'].map((stream) => commits.append(request(stream)));
    await nextTurn();
    const next = commits.append(request('c'));
    await nextTurn();
    committer.batches[0]?.fail(new CommitFailed('disk full'));
    committer.batches[1]?.succeed();
    const outcomes = await Promise.allSettled([...failing, next]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('takes no appends after the store has failed', async () => {
    const failing = commits.append(request('a'));
    await nextTurn();
    committer.batches[0]?.fail(new StoreFailed('gone'));
    await expect(failing).rejects.toThrow('gone');
    await expect(commits.append(request('b'))).rejects.toThrow('gone');
    expect(committer.batches).toHaveLength(1);
  });

  it('drains what it has taken and refuses more', async () => {
    const taken = commits.append(request('a'));
    const drained = commits.drain();
    await expect(commits.append(request('b'))).rejects.toMatchObject({ code: 'store-failed' });
    await nextTurn();
    committer.batches[0]?.succeed();
    await expect(taken).resolves.toMatchObject({ kind: 'appended' });
    await drained;
  });
});
