import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { StoredEvent } from '../../event-store/port.js';
import type { Member } from './member.js';
import type { Strategy } from './group-settings.js';

/** Who gets an event; nobody as long as those who might have no room. */
export type Choose = (event: StoredEvent, members: readonly Member[]) => Member | undefined;

const hasRoom = ({ room }: Member): boolean => room > 0;

const roundRobin = (): Choose => {
  let last: Member | undefined;
  return (_event, members) => {
    const next = last ? members.indexOf(last) + 1 : 0;
    const chosen = [...members.slice(next), ...members.slice(0, next)].find(hasRoom);
    last = chosen ?? last;
    return chosen;
  };
};

const WEIGHTS = 10_000;

/** A stream stays with one consumer while nobody comes or goes; who comes or goes moves only what falls to him. */
const pinned = (): Choose => {
  const weights = new LRUCache<string, string>({
    max: WEIGHTS,
    memoMethod: (key) => createHash('sha256').update(key).digest('hex'),
  });
  return ({ stream }, members) => {
    const weightOf = ({ id }: Member): string => weights.memo(`${id}\0${stream}`);
    const heaviest = members.reduce((a, b) => (weightOf(b) > weightOf(a) ? b : a));
    return hasRoom(heaviest) ? heaviest : undefined;
  };
};

/** All to the one who came first, until it is full. */
const dispatchToSingle = (): Choose => (_event, members) => members.find(hasRoom);

const STRATEGIES: Readonly<Record<Strategy, () => Choose>> = {
  RoundRobin: roundRobin,
  Pinned: pinned,
  DispatchToSingle: dispatchToSingle,
};

export const chooserFor = (strategy: Strategy): Choose => STRATEGIES[strategy]();
