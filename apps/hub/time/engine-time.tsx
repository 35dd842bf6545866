import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Schemas } from '@ledgerdesk/client';
import { client } from '../api/client.js';
import { resource, useResource } from '../api/resource.js';
import { LoadingPage } from '../design/loading-page.js';
import { useLiveEvents } from '../live/use-live-updates.js';

/** What the engine says of its clock. */
type TimeOfEngine = Schemas['Time'];

/** The engine's clock, as far as pages need it. */
interface EngineTime {
  /** The current instant, to the minute or finer. It ticks by the minute. */
  readonly now: number;
  readonly source: TimeOfEngine['source'];
  readonly state: TimeOfEngine['state'];
}

/** An answer of the engine, and when it came by the clock of the page. */
interface ReceivedTime {
  readonly time: TimeOfEngine | undefined;
  readonly at: number;
}

const MINUTE = 60_000;
const CHECK_MS = 60_000;
/** A simulated clock may be moved at any time, and not everybody has an event stream that says so. */
const CHECK_SIMULATED_MS = 5_000;

/** The clock of the engine. */
export const timeResource = resource(['time'], (options) => client.get('/v1/time', options));

const EngineTimeContext = createContext<EngineTime | undefined>(undefined);

/** Instant of the engine's clock, computed from its last answer and the time since. */
const currentTime = (time: TimeOfEngine | undefined, receivedAt: number): number =>
  time ? Date.parse(time.now) + (performance.now() - receivedAt) * time.speed : Date.now();

/** Loads a simulated clock again with each live event: somebody may have moved it. */
const useMovedClock = (source: TimeOfEngine['source'] | undefined): void => {
  const queries = useQueryClient();
  const isSimulated = source === 'simulated';
  useLiveEvents(
    useCallback(() => {
      if (isSimulated) void queries.invalidateQueries({ queryKey: ['time'] }, { cancelRefetch: false });
    }, [queries, isSimulated]),
  );
};

/** Loads what is shown again when the clock has jumped: much may have fallen due on the way. */
const useReloadAfterJump = (received: ReceivedTime): void => {
  const queries = useQueryClient();
  const last = useRef(received);
  useEffect(() => {
    const { time, at } = last.current;
    last.current = received;
    if (!time || !received.time) return;
    const expected = Date.parse(time.now) + (received.at - at) * time.speed;
    if (Math.abs(Date.parse(received.time.now) - expected) > MINUTE)
      void queries.invalidateQueries({ predicate: ({ queryKey: [topic] }) => topic !== 'time' && topic !== 'session' });
  }, [queries, received]);
};

/** Provides the clock of the engine's last answer; that of the browser without one. */
const TickingTime = ({ data, children }: { readonly data: TimeOfEngine | undefined; readonly children: ReactNode }) => {
  useMovedClock(data?.source);
  const received = useMemo<ReceivedTime>(() => ({ time: data, at: performance.now() }), [data]);
  useReloadAfterJump(received);
  const [now, setNow] = useState(() => currentTime(received.time, received.at));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      const at = currentTime(received.time, received.at);
      setNow(at);
      const speed = Math.max(received.time?.speed ?? 1, 0.001);
      // The next full minute of the engine, but no more often than twice a second.
      timer = setTimeout(tick, Math.min(Math.max((MINUTE - (at % MINUTE)) / speed, 500), MINUTE));
    };
    tick();
    return () => clearTimeout(timer);
  }, [received]);
  const value = useMemo(
    () => ({ now, source: data?.source ?? 'machine', state: data?.state ?? 'ok' }) as const,
    [now, data],
  );
  return <EngineTimeContext value={value}>{children}</EngineTimeContext>;
};

/** Provides the engine's clock, which may be simulated or ahead of that of the browser, once it is known or fails. */
export const EngineTimeProvider = ({ children }: { readonly children: ReactNode }) => {
  const { data, error } = useResource(timeResource, {
    everyMs: (time) => (time?.source === 'simulated' ? CHECK_SIMULATED_MS : CHECK_MS),
  });
  // Nothing is shown, and no default chosen, by a clock that is years away.
  return data || error ? <TickingTime data={data}>{children}</TickingTime> : <LoadingPage />;
};

/** The engine's clock. Components that use it are rendered again every minute. */
export const useEngineTime = (): EngineTime => {
  const time = useContext(EngineTimeContext);
  if (!time) throw new Error('useEngineTime needs an EngineTimeProvider.');
  return time;
};
