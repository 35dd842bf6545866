import type { SubjectRef } from '@ledgerdesk/events';
import { firstValueFrom, take, timeout, toArray } from 'rxjs';
import { SubjectErased } from '../errors.js';
import type { KeyStore } from '../port.js';

/** How the contract opens and disposes of stores. */
export interface KeyStoreFixture {
  /** Opens the store, or opens it once more: another thread or engine on the same keys. */
  readonly open: () => Promise<KeyStore>;
  readonly dispose: () => Promise<void>;
}

const AT = '2026-11-27T07:30:00.000Z';
const LATER = '2026-11-28T07:30:00.000Z';
const AIKO: SubjectRef = { kind: 'member', id: 'acme.aiko' };
const KENJI: SubjectRef = { kind: 'agent', id: 'kenji' };
const DEADLINE_MS = 10_000;

/** Opens one more store on the same keys, as another engine would. */
type Open = () => Promise<KeyStore>;

/** Tests of keys that are made and found. */
const keysContract = (open: Open): void => {
  it('makes one key of 32 random bytes for each subject', async () => {
    const keys = await open();
    const key = await keys.keyFor(AIKO);
    expect(key).toMatchObject({ subject: AIKO, id: expect.stringMatching(/^[\w-]{22}$/) as string });
    expect(key.secret).toHaveLength(32);
    expect(await keys.keyFor(AIKO)).toEqual(key);
    const sameId: SubjectRef = { kind: 'agent', id: AIKO.id };
    const others = await Promise.all([KENJI, sameId].map((subject) => keys.keyFor(subject)));
    expect(new Set([key, ...others].map(({ id }) => id)).size).toBe(3);
    expect(new Set([key, ...others].map(({ secret }) => Buffer.from(secret).toString('hex'))).size).toBe(3);
  });

  it('makes one key if many ask for it at once, in several engines', async () => {
    const engines = [await open(), await open()];
    const asked = engines.flatMap((keys) => Array.from({ length: 20 }, () => keys.keyFor(AIKO)));
    expect(new Set((await Promise.all(asked)).map(({ id }) => id)).size).toBe(1);
  });

  it('has a key for every engine as soon as it is made, and after it is closed', async () => {
    const [keys, other] = [await open(), await open()];
    const key = await keys.keyFor(AIKO);
    expect(await other.keyById(key.id)).toEqual(key);
    await keys.close();
    const again = await open();
    expect(await again.keyById(key.id)).toEqual(key);
    expect(await again.keyFor(AIKO)).toEqual(key);
  });

  it('has no key under an unknown ID', async () => {
    expect(await (await open()).keyById('unknown')).toBeUndefined();
  });

  it('shows keys in memory without I/O', async () => {
    const keys = await open();
    expect([keys.cachedFor(AIKO), keys.cachedById('unknown')]).toEqual([undefined, undefined]);
    const key = await keys.keyFor(AIKO);
    expect([keys.cachedFor(AIKO), keys.cachedById(key.id)]).toEqual([key, key]);
  });

  it('lists its keys in pages, without secrets', async () => {
    const keys = await open();
    const made = [await keys.keyFor(AIKO), await keys.keyFor(KENJI)];
    await keys.keyFor({ kind: 'consultant', id: 'mia' });
    await keys.erase({ kind: 'consultant', id: 'mia' }, AT);
    const [first] = await keys.keys('', 1);
    const [second] = await keys.keys(first?.id ?? '', 5);
    expect(await keys.keys(second?.id ?? '', 5)).toEqual([]);
    expect([first?.id, second?.id].sort()).toEqual(made.map(({ id }) => id).sort());
    expect(first).toMatchObject({ masterKeyId: expect.stringMatching(/./) as string, opens: true });
    expect(JSON.stringify(first)).not.toContain('secret');
  });

  it('has one random id, of all engines, once it was given one', async () => {
    const engines = [await open(), await open()];
    expect(await engines[0]?.storeId()).toBeUndefined();
    const [id, ...others] = await Promise.all(engines.map((keys) => keys.nameStore()));
    expect(id).toMatch(/^[\w-]{22}$/);
    expect(others).toEqual([id]);
    await (await open()).erase(AIKO, AT);
    const again = await open();
    expect([await again.nameStore('another'), await again.storeId()]).toEqual([id, id]);
    expect([await again.keys('', 9), await again.keyById(id ?? '')]).toEqual([[], undefined]);
  });

  it('has one secret for requests, of all engines', async () => {
    const engines = [await open(), await open()];
    const secrets = await Promise.all(engines.map((keys) => keys.requestKey()));
    expect(secrets[0]).toHaveLength(32);
    expect(secrets[1]).toEqual(secrets[0]);
    expect(await (await open()).requestKey()).toEqual(secrets[0]);
    expect(await engines[0]?.keys('', 5)).toEqual([]);
  });

  it('lists its secret of requests apart from keys, and keeps it unless it is damaged', async () => {
    const keys = await open();
    const secret = await keys.requestKey();
    expect(await keys.engineSecrets()).toMatchObject([{ name: 'requests', opens: true }]);
    expect(await keys.replaceRequestKey()).toBe(false);
    expect(await (await open()).requestKey()).toEqual(secret);
  });
};

/** Tests of keys that are destroyed. */
const erasureContract = (open: Open): void => {
  it('destroys a key once, with a tombstone, and never makes another one', async () => {
    const keys = await open();
    const key = await keys.keyFor(AIKO);
    await keys.erase(AIKO, AT);
    await keys.erase(AIKO, LATER);
    for (const store of [keys, await open()]) {
      expect(await store.keyById(key.id)).toBe('erased');
      expect(await store.isErased(AIKO)).toBe(true);
      expect(await store.tombstones()).toEqual([{ subject: AIKO, keyId: key.id, erasedAt: AT }]);
      await expect(store.keyFor(AIKO)).rejects.toThrow(SubjectErased);
      expect(store.cachedFor(AIKO)).toBeUndefined();
    }
    expect([await keys.isErased(KENJI), (await keys.keyFor(KENJI)).subject]).toEqual([false, KENJI]);
  });

  it('erases a subject without a key', async () => {
    const keys = await open();
    await keys.erase(KENJI, AT);
    await keys.erase(AIKO, LATER);
    await expect(keys.keyFor(KENJI)).rejects.toThrow(SubjectErased);
    expect(await keys.tombstones()).toEqual([
      { subject: KENJI, keyId: null, erasedAt: AT },
      { subject: AIKO, keyId: null, erasedAt: LATER },
    ]);
  });

  it('counts what lost keys sealed as erased, also of a subject with another key, and touches no other', async () => {
    const keys = await open();
    const [another, kenjis] = [await keys.keyFor(AIKO), await keys.keyFor(KENJI)];
    await keys.erase(AIKO, AT, ['lost-1', 'lost-2', kenjis.id]);
    await keys.erase(AIKO, LATER, ['lost-2', 'lost-3']);
    for (const store of [keys, await open()]) {
      for (const id of [another.id, 'lost-1', 'lost-2', 'lost-3'])
        expect([id, await store.keyById(id)]).toEqual([id, 'erased']);
      expect((await store.lookUp(['lost-1', 'lost-4'])).size).toBe(1);
      expect(await store.keyById(kenjis.id)).toEqual(kenjis);
      const lost = ['lost-1', 'lost-2', 'lost-3'].map((id) => ({ kind: 'lost', id }));
      const subjects = (await store.tombstones()).map(({ subject }) => subject);
      expect(subjects).toHaveLength(4);
      expect(subjects).toEqual(expect.arrayContaining([...lost, AIKO]));
    }
  });

  it('drops an erased key from the memory of every engine within seconds, and says so once', async () => {
    const engines = [await open(), await open()];
    const [first] = engines;
    const key = await first?.keyFor(AIKO);
    for (const keys of engines) await keys.keyById(key?.id ?? '');
    const dropped = engines.map((keys) => firstValueFrom(keys.erasures.pipe(timeout(DEADLINE_MS))));
    await first?.erase(AIKO, AT);
    expect(await Promise.all(dropped)).toEqual([AIKO, AIKO]);
    for (const keys of engines) {
      expect(keys.cachedFor(AIKO)).toBeUndefined();
      expect(keys.cachedById(key?.id ?? '')).toBe('erased');
    }
    const next = engines.map((keys) => firstValueFrom(keys.erasures.pipe(take(1), toArray(), timeout(DEADLINE_MS))));
    await first?.erase(AIKO, LATER);
    await first?.erase(KENJI, LATER);
    expect(await Promise.all(next)).toEqual([[KENJI], [KENJI]]);
  });
};

/** Tests that every key store satisfies. */
export const keyStoreContract = (name: string, fixture: () => Promise<KeyStoreFixture>): void => {
  describe(name, () => {
    let stores: KeyStoreFixture;
    const opened: KeyStore[] = [];
    const open = async (): Promise<KeyStore> => {
      const store = await stores.open();
      opened.push(store);
      return store;
    };
    beforeEach(async () => {
      stores = await fixture();
    });
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
      await stores.dispose();
    });

    keysContract(open);
    erasureContract(open);
  });
};
