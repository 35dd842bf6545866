/** Length of a step between possible changes of the offset from UTC. */
const STEP_MS = 900_000;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export type OracleBucketSize = 'hour' | 'day' | 'week' | 'month' | 'quarter';

/** A part of local time, in epoch ms. */
export interface OracleBucket {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface LocalParts {
  readonly date: string;
  readonly hour: number;
  readonly weekday: number;
  readonly offset: string;
}

const isoWeek = (date: string, weekday: number): string => {
  const thursday = new Date(Date.parse(`${date}T00:00:00Z`) + (3 - weekday) * 86_400_000);
  const days = (thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000;
  return `${thursday.getUTCFullYear()}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
};

/** Local times in a zone, read from the time-zone data of the JavaScript engine. */
export class LocalTime {
  private readonly known = new Map<number, LocalParts>();
  private readonly format: Intl.DateTimeFormat;

  constructor(zone: string) {
    this.format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
      weekday: 'short',
      timeZoneName: 'longOffset',
    });
  }

  /** 0 on Monday from 00:00, 167 on Sunday from 23:00. */
  hourOfWeek(instant: string): number {
    const { weekday, hour } = this.partsAt(Date.parse(instant));
    return weekday * 24 + hour;
  }

  nameAt(size: OracleBucketSize, millis: number): string {
    const { date, hour, weekday, offset } = this.partsAt(millis);
    switch (size) {
      case 'hour':
        return `${date}T${String(hour).padStart(2, '0')}:00${offset}`;
      case 'day':
        return date;
      case 'week':
        return isoWeek(date, weekday);
      case 'month':
        return date.slice(0, 7);
      case 'quarter':
        return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
    }
  }

  /** Returns the buckets with an instant in [from, to), cut at both, by walking through all quarters of an hour. */
  between(size: OracleBucketSize, from: number, to: number): readonly OracleBucket[] {
    const buckets: { name: string; start: number; end: number }[] = [];
    const steps = [from];
    for (let at = (Math.floor(from / STEP_MS) + 1) * STEP_MS; at < to; at += STEP_MS) steps.push(at);
    for (const at of from < to ? steps : []) {
      const name = this.nameAt(size, at);
      const last = buckets.at(-1);
      const end = Math.min((Math.floor(at / STEP_MS) + 1) * STEP_MS, to);
      if (last?.name === name) last.end = end;
      else buckets.push({ name, start: at, end });
    }
    return buckets;
  }

  private partsAt(millis: number): LocalParts {
    const step = Math.floor(millis / STEP_MS);
    const known = this.known.get(step) ?? this.read(step * STEP_MS);
    this.known.set(step, known);
    return known;
  }

  private read(millis: number): LocalParts {
    const parts = new Map(this.format.formatToParts(millis).map(({ type, value }) => [type, value]));
    const of = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
    const offset = of('timeZoneName').replace('GMT', '');
    return {
      date: `${of('year')}-${of('month')}-${of('day')}`,
      hour: Number(of('hour')),
      weekday: WEEKDAYS.indexOf(of('weekday')),
      offset: offset === '' ? 'Z' : offset,
    };
  }
}
