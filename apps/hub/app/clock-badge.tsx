import { Clock } from 'lucide-react';
import { Badge } from '../design/badge.js';
import { useTexts } from '../texts/language-context.js';
import { useEngineTime } from '../time/engine-time.js';
import { useFormats } from '../time/formats.js';
import styles from './shell.module.css';
import { shellTexts } from './shell.texts.js';

/** Shows the engine's clock where it is not that of the world. */
export const ClockBadge = () => {
  const t = useTexts(shellTexts);
  const formats = useFormats();
  const { now, source, state } = useEngineTime();
  if (source === 'simulated')
    return (
      <Badge tone="accent" icon={<Clock size={12} aria-hidden />}>
        <span className={styles['wideOnly']}>{t.clock(formats.dateTime(now))}</span>
        <span className={styles['onPhone']} title={t.clock(formats.dateTime(now))}>
          {formats.time(now)}
        </span>
      </Badge>
    );
  return state === 'held' ? <Badge tone="warn">{t.clockHeld}</Badge> : null;
};
