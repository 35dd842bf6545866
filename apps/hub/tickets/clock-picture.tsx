import type { Schemas } from '@ledgerdesk/client';
import { EmptyState } from '../design/empty-state.js';
import { useTexts } from '../texts/language-context.js';
import { useFormats } from '../time/formats.js';
import type { ExplainedClock } from './clock-layout.js';
import styles from './clock-picture.module.css';
import { clockPictureTexts } from './clock-picture.texts.js';
import { ClockTables } from './clock-tables.js';
import { ClockTimeline } from './clock-timeline.js';
import { useClockZones } from './clock-zones.js';

/** In one sentence: which target decides, and when it is due. */
const Summary = ({ clock }: { readonly clock: ExplainedClock }) => {
  const t = useTexts(clockPictureTexts);
  const formats = useFormats();
  const leg = clock.legs.find(({ target }) => target === clock.decidedBy);
  const target = `${t.target[clock.decidedBy]} ${t.within(formats.duration(leg?.minutes ?? 0))}`;
  return (
    <p>
      {t.decides(target)}
      {clock.dueAt !== null && ` ${t.due(formats.withZone(clock.dueAt))}`}
    </p>
  );
};

/** For those who check the computation: the rules of the targets, and the versions of what they were computed with. */
const Basis = ({ clock: { legs, versions } }: { readonly clock: ExplainedClock }) => {
  const t = useTexts(clockPictureTexts);
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return (
    <details className={styles['basis']}>
      <summary>{t.forChecking}</summary>
      <p>{legs.map(({ target, rule }) => t.rule(t.target[target], rule)).join(', ')}</p>
      <p>{t.basis(names.join(', '))}</p>
    </details>
  );
};

const OneClock = ({ clock, isOnly }: { readonly clock: ExplainedClock; readonly isOnly: boolean }) => {
  const t = useTexts(clockPictureTexts);
  const formats = useFormats();
  const zones = useClockZones(clock);
  return (
    <section className={styles['clock']}>
      {!isOnly && <h3>{t.clock(formats.number(clock.clock))}</h3>}
      <Summary clock={clock} />
      <ClockTimeline clock={clock} zones={zones} />
      <ClockTables clock={clock} zones={zones} />
      <Basis clock={clock} />
    </section>
  );
};

/**
 * Explains the response clocks of a ticket: their targets with the hours that count, pauses and what happened, on a
 * time line in the zones of the reader and of the team. Tables say the same in words.
 */
export const ClockPicture = ({
  clocks,
  isAnswered,
}: {
  readonly clocks: Pick<Schemas['TicketClocks'], 'clocks'>;
  /** The request is answered: without a clock, it was so when it was opened. */
  readonly isAnswered: boolean;
}) => {
  const t = useTexts(clockPictureTexts);
  if (clocks.clocks.length === 0)
    return isAnswered ? (
      <EmptyState title={t.answeredAtOnce} hint={t.answeredAtOnceHint} />
    ) : (
      <EmptyState title={t.noClock} hint={t.noClockHint} />
    );
  return (
    <div className={styles['clocks']}>
      {clocks.clocks.toReversed().map((clock) => (
        <OneClock key={clock.clock} clock={clock} isOnly={clocks.clocks.length === 1} />
      ))}
    </div>
  );
};
