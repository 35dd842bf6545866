import { CheckCheck, CircleSlash, Hourglass, type LucideIcon, Merge, Pause, Play, TriangleAlert } from 'lucide-react';
import type { CSSProperties } from 'react';
import { classes } from '../design/classes.js';
import { useTexts } from '../texts/language-context.js';
import { useFormats } from '../time/formats.js';
import {
  type Axis,
  axisOf,
  type ExplainedClock,
  levelsOf,
  pausesOf,
  placeOf,
  type Span,
  spanOf,
} from './clock-layout.js';
import { clockPictureTexts } from './clock-picture.texts.js';
import styles from './clock-timeline.module.css';
import { useShownTime } from './shown-time.js';

type Leg = ExplainedClock['legs'][number];
type Incident = ExplainedClock['incidents'][number];

/** Icon of each incident, and whether it is good or bad. */
const INCIDENTS: Readonly<Record<Incident['what'], readonly [LucideIcon, string]>> = {
  started: [Play, 'neutral'],
  paused: [Pause, 'neutral'],
  resumed: [Play, 'neutral'],
  'at-risk': [Hourglass, 'warn'],
  breached: [TriangleAlert, 'bad'],
  answered: [CheckCheck, 'ok'],
  'solved-unanswered': [CircleSlash, 'neutral'],
  merged: [Merge, 'neutral'],
};

/** Height of the label for now, and of each level of incidents. */
const NOW_PX = 20;
const LEVEL_PX = 22;

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
const spanStyle = ({ from, to }: Span): CSSProperties => ({ left: percent(from), width: percent(to - from) });
/** Labels at the ends stay within the picture. */
const tickStyle = (axis: Axis, at: number): CSSProperties => ({ ['--place' as string]: percent(placeOf(axis, at)) });
const placeStyle = (axis: Axis, at: number | string): CSSProperties => ({ left: percent(placeOf(axis, at)) });

/** Labelled instants in one time zone. */
const Scale = ({ axis, zone }: { readonly axis: Axis; readonly zone: string }) => {
  const formats = useFormats();
  return (
    <div className={styles['scale']}>
      <span className={styles['zone']}>{zone}</span>
      <div className={styles['ticks']}>
        {axis.ticks.map((tick) => (
          <span key={tick} className={styles['tick']} style={tickStyle(axis, tick)}>
            {formats.shortIn(tick, zone)}
          </span>
        ))}
      </div>
    </div>
  );
};

/** A target: the hours that it counts, and when it is due. */
const LegRow = ({ leg, axis, decides }: { readonly leg: Leg; readonly axis: Axis; readonly decides: boolean }) => {
  const t = useTexts(clockPictureTexts);
  const formats = useFormats();
  const zone = leg.counted?.find(({ local }) => local)?.local?.zone;
  return (
    <div className={styles['row']}>
      <p className={styles['label']}>
        <strong>{t.target[leg.target]}</strong>{' '}
        {[t.within(formats.duration(leg.minutes)), zone === undefined ? t.aroundTheClock : t.openHours(zone)].join(
          ', ',
        )}
      </p>
      <div className={styles['track']}>
        {(leg.counted ?? []).map(({ from, to }) => (
          <span
            key={from}
            className={classes(styles['counted'], decides && styles['decides'])}
            style={spanStyle(spanOf(axis, from, to))}
          />
        ))}
        {leg.dueAt !== null && <span className={styles['due']} style={placeStyle(axis, leg.dueAt)} />}
      </div>
    </div>
  );
};

/** What happened to the clock, in its places. */
const IncidentRow = ({ clock, axis, now }: { clock: ExplainedClock; axis: Axis; now: number | undefined }) => {
  const t = useTexts(clockPictureTexts);
  const levels = levelsOf(clock.incidents.map(({ at }) => placeOf(axis, at)));
  return (
    <div className={styles['incidents']} style={{ height: NOW_PX + (Math.max(...levels) + 1) * LEVEL_PX }}>
      {pausesOf(clock).map(({ from, to }) => (
        <span key={from} className={styles['pause']} style={spanStyle(spanOf(axis, from, to ?? axis.end))} />
      ))}
      {clock.inTime === null && now !== undefined && (
        <span className={styles['now']} style={placeStyle(axis, now)}>
          {t.now}
        </span>
      )}
      {clock.incidents.map(({ at, what }, index) => {
        const [Icon, tone] = INCIDENTS[what];
        return (
          <span
            key={at + what}
            className={classes(styles['incident'], styles[tone])}
            style={{ ...placeStyle(axis, at), top: NOW_PX + (levels[index] ?? 0) * LEVEL_PX }}
          >
            <Icon size={12} />
          </span>
        );
      })}
    </div>
  );
};

const KEYS = ['counted', 'pause', 'due'] as const;

/** What the signs of the picture mean. */
const Legend = ({ clock }: { readonly clock: ExplainedClock }) => {
  const t = useTexts(clockPictureTexts);
  const names = { counted: t.minutes, pause: t.paused, due: t.dueMark };
  const hasPauses = pausesOf(clock).length > 0;
  return (
    <ul className={styles['legend']}>
      {KEYS.filter((key) => key !== 'pause' || hasPauses).map((key) => (
        <li key={key}>
          <span className={classes(styles['key'], styles[`${key}Key`])} />
          {names[key]}
        </li>
      ))}
      {[...new Set(clock.incidents.map(({ what }) => what))].map((what) => {
        const [Icon, tone] = INCIDENTS[what];
        return (
          <li key={what}>
            <span className={styles[tone]}>
              <Icon size={12} />
            </span>
            {t.incidents[what]}
          </li>
        );
      })}
    </ul>
  );
};

/** The time line of a response clock. It is a picture: `ClockTables` has the same for those who do not see it. */
export const ClockTimeline = ({
  clock,
  zones,
}: {
  readonly clock: ExplainedClock;
  readonly zones: readonly string[];
}) => {
  const now = useShownTime();
  const axis = axisOf(clock, now);
  const [first, ...others] = zones;
  return (
    <div className={styles['timeline']} aria-hidden="true">
      {first !== undefined && <Scale axis={axis} zone={first} />}
      <div className={styles['rows']}>
        {axis.ticks.map((tick) => (
          <span key={tick} className={styles['line']} style={placeStyle(axis, tick)} />
        ))}
        {clock.legs.map((leg) => (
          <LegRow key={leg.target} leg={leg} axis={axis} decides={leg.target === clock.decidedBy} />
        ))}
        <IncidentRow clock={clock} axis={axis} now={now} />
      </div>
      {others.map((zone) => (
        <Scale key={zone} axis={axis} zone={zone} />
      ))}
      <Legend clock={clock} />
    </div>
  );
};
