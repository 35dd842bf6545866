import { setImmediate as nextTurn } from 'node:timers/promises';
import { IdleMemory, mainHeap, type MainHeap } from './idle-memory.js';

const MIB = 2 ** 20;

/** A heap whose collections leave what `afterCollection` returns for them, in MiB. */
class FakeHeap implements MainHeap {
  collections = 0;

  constructor(
    public mib: number,
    private readonly afterCollection: (collection: number) => number,
  ) {}

  size(): number {
    return this.mib * MIB;
  }

  collect(): void {
    this.collections += 1;
    this.mib = this.afterCollection(this.collections);
  }
}

describe('the memory of an idle engine', () => {
  let utilization: number;
  let heap: FakeHeap;
  let memory: IdleMemory;
  const check = (times: number): void => {
    for (let time = 0; time < times; time += 1) memory.check();
  };
  beforeEach(() => {
    utilization = 0.01;
    heap = new FakeHeap(50, (collection) => (collection === 1 ? 190 : 140));
    memory = new IdleMemory(heap, () => utilization);
  });
  afterEach(() => memory.close());

  it('goes back to the system by two collections, 10 seconds after a load', () => {
    heap.mib = 350;
    utilization = 0.9;
    check(5);
    utilization = 0.01;
    check(1);
    expect(heap.collections).toBe(0);
    check(10);
    expect(heap).toMatchObject({ collections: 2, mib: 140 });
  });

  it('is not collected again until the heap has grown by 64 MiB', () => {
    heap.mib = 350;
    check(5);
    heap.mib = 140 + 63;
    check(5);
    expect(heap.collections).toBe(2);
    heap.mib = 140 + 64;
    check(5);
    expect(heap.collections).toBe(4);
  });

  it('is not collected while requests are served', () => {
    heap.mib = 350;
    for (utilization of [0.01, 0.5, 0.01, 0.1, 0.01, 0.9]) check(1);
    expect(heap.collections).toBe(0);
  });

  it('is collected by V8 without a flag of the process', async () => {
    const real = mainHeap();
    const garbage = new WeakRef(new Array(1_000).fill({}));
    await nextTurn();
    real.collect();
    expect(garbage.deref()).toBeUndefined();
    expect(real.size()).toBeGreaterThan(0);
    expect('gc' in globalThis).toBe(false);
  });
});
