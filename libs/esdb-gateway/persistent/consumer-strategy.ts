import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { StoredEvent } from '@ledgerdesk/event-store';
import type { StrategyName } from './group-settings.js';
import type { Member } from './member.js';

/** Chooses the member that receives an event; undefined if no eligible one has room. */
export type ConsumerStrategy = (event: StoredEvent, members: readonly Member[]) => Member | undefined;

const mayReceive = ({ hasRoom }: Member): boolean => hasRoom;

const roundRobin = (): ConsumerStrategy => {
  let last: Member | undefined;
  return (_event, members) => {
    const next = last ? members.indexOf(last) + 1 : 0;
    const chosen = [...members.slice(next), ...members.slice(0, next)].find(mayReceive);
    last = chosen ?? last;
    return chosen;
  };
};

const CACHED_WEIGHTS = 10_000;

/** Rendezvous hashing: each stream goes to one member, and few streams move when a member joins or leaves. */
const pinned = (): ConsumerStrategy => {
  const weights = new LRUCache<string, string>({
    max: CACHED_WEIGHTS,
    memoMethod: (key) => createHash('sha256').update(key).digest('hex'),
  });
  return ({ stream }, members) => {
    const weightOf = ({ id }: Member): string => weights.memo(`${id}\0${stream}`);
    const heaviest = members.reduce((a, b) => (weightOf(b) > weightOf(a) ? b : a));
    return mayReceive(heaviest) ? heaviest : undefined;
  };
};

/** The member that connected first, until its buffer is full. */
const dispatchToSingle = (): ConsumerStrategy => (_event, members) => members.find(mayReceive);

const STRATEGIES: Readonly<Record<StrategyName, () => ConsumerStrategy>> = {
  RoundRobin: roundRobin,
  Pinned: pinned,
  DispatchToSingle: dispatchToSingle,
};

export const consumerStrategy = (name: StrategyName): ConsumerStrategy => STRATEGIES[name]();
