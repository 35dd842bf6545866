import { Clock } from 'lucide-react';
import { Badge } from '../design/badge.js';
import { useTexts } from '../texts/language-context.js';
import { useEngineTime } from '../time/engine-time.js';
import { useFormats } from '../time/formats.js';
import { shellTexts } from './shell.texts.js';

/** Shows the engine's clock where it is not that of the world. */
export const ClockBadge = () => {
  const t = useTexts(shellTexts);
  const formats = useFormats();
  const { now, source, state } = useEngineTime();
  if (source === 'simulated')
    return (
      <Badge tone="accent" icon={<Clock size={12} aria-hidden />}>
        {t.clock(formats.dateTime(now))}
      </Badge>
    );
  return state === 'held' ? <Badge tone="warn">{t.clockHeld}</Badge> : null;
};
