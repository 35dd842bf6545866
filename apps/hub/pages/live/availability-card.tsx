import type { Schemas } from '@ledgerdesk/client';
import { useMoment } from '../../app/moment.js';
import { Card } from '../../design/card.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { useTexts } from '../../texts/language-context.js';
import { useAvailability } from './availability.js';
import { liveDeskTexts } from './live.texts.js';
import styles from './live.module.css';

/** The switch with which an agent becomes available, and the channels that they take. */
export const AvailabilityCard = ({ own }: { readonly own: Schemas['OwnAgent'] }) => {
  const t = useTexts(liveDeskTexts);
  const { isPast } = useMoment();
  const { send, error } = useAvailability();
  const isAvailable = own.availability === 'available';
  const canSwitch = own.registered && !own.retired && !isPast;
  const toggle = (channel: (typeof own.channels)[number]): void => {
    const takes = own.channels.filter((one) => (one === channel ? !own.takes.includes(one) : own.takes.includes(one)));
    void send(takes.length === 0 ? { availability: 'away' } : { availability: 'available', channels: takes });
  };
  return (
    <Card title={t.availability}>
      <button
        type="button"
        role="switch"
        aria-checked={isAvailable}
        disabled={!canSwitch}
        className={styles['switch']}
        onClick={() => void send({ availability: isAvailable ? 'away' : 'available' })}
      >
        <span className={styles['track']} aria-hidden>
          <span className={styles['knob']} />
        </span>
        {isAvailable ? t.available : t.away}
      </button>
      <p className={styles['muted']}>
        {own.registered ? (isAvailable ? t.availableHint : t.awayHint) : t.unregistered}
      </p>
      {isAvailable && own.channels.length > 1 && (
        <div role="group" aria-label={t.channels} className={styles['channels']}>
          {own.channels.map((channel) => (
            <label key={channel} className={styles['check']}>
              <input
                type="checkbox"
                disabled={!canSwitch}
                checked={own.takes.includes(channel)}
                onChange={() => toggle(channel)}
              />
              {t.channel[channel]}
            </label>
          ))}
        </div>
      )}
      {error && <ProblemNotice error={error} />}
    </Card>
  );
};
