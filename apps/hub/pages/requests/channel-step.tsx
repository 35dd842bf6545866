import type { Schemas } from '@ledgerdesk/client';
import { FileText, type LucideIcon, MessagesSquare, Phone } from 'lucide-react';
import { useId } from 'react';
import { Badge } from '../../design/badge.js';
import { classes } from '../../design/classes.js';
import { useLanguage, useTexts } from '../../texts/language-context.js';
import { useFormats } from '../../time/formats.js';
import styles from './contact-page.module.css';
import { contactTexts } from './contact-page.texts.js';
import type { Channel } from './contact-search.js';
import { type Hours, isAlwaysOpen, weeklyText } from './hours.js';

type Options = Schemas['ContactOptions'];
type Option = Options['options'][number];

const ICONS: Readonly<Record<Channel, LucideIcon>> = { request: FileText, chat: MessagesSquare, callback: Phone };

/** A channel that the reader cannot use at any hour. */
const NEVER = 'live-support-for-admins';

/** When a channel is open, and whether it is. */
const HoursText = ({ hours }: { readonly hours: Hours }) => {
  const t = useTexts(contactTexts);
  const { language } = useLanguage();
  const formats = useFormats();
  if (isAlwaysOpen(hours)) return <span>{t.always}</span>;
  const { openNow, nextOpensAt, timeZone } = hours;
  return (
    <>
      <span>{t.hours(weeklyText(hours, language), timeZone)}</span>
      {openNow && <Badge tone="ok">{t.openNow}</Badge>}
      {!openNow && nextOpensAt !== null && <Badge tone="warn">{t.opensAt(formats.dateTime(nextOpensAt))}</Badge>}
    </>
  );
};

/** How soon a written request is answered. */
const TargetText = ({ targets }: { readonly targets: Option['responseTargets'] }) => {
  const t = useTexts(contactTexts);
  const { duration } = useFormats();
  if (!targets) return <span>{t.noTarget}</span>;
  const { en, ja } = targets;
  const isFaster = ja.servedLanguage === 'ja' && ja.minutes < en.minutes;
  return (
    <span>
      {[t.replyWithin(duration(en.minutes)), isFaster && t.inJapanese(duration(ja.minutes))].filter(Boolean).join(', ')}
    </span>
  );
};

const ChannelCard = ({
  option,
  isChosen,
  onChoose,
}: {
  readonly option: Option;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) => {
  const t = useTexts(contactTexts);
  const id = useId();
  const { channel, offered, hours, responseTargets, hints, notOffered } = option;
  const Icon = ICONS[channel];
  return (
    <label className={classes(styles['option'], !offered && styles['unavailable'])} data-chosen={isChosen}>
      <input
        type="radio"
        name="channel"
        value={channel}
        checked={isChosen}
        disabled={!offered}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-about`}
        onChange={onChoose}
      />
      <span id={`${id}-name`} className={styles['optionName']}>
        <Icon size={16} aria-hidden />
        {t.channels[channel]}
        {!offered && <Badge>{t.notOffered}</Badge>}
      </span>
      <span id={`${id}-about`} className={styles['about']}>
        <span>{t.channelHints[channel]}</span>
        {offered && channel === 'request' && <TargetText targets={responseTargets} />}
        {hours && notOffered?.code !== NEVER && <HoursText hours={hours} />}
        {notOffered && <span className={styles['reason']}>{notOffered.message}</span>}
        {offered &&
          hints.map(({ code, message }) => (
            <span key={code} className={styles['hint']}>
              {message}
            </span>
          ))}
      </span>
    </label>
  );
};

/** Chooses how to contact support: each channel with its hours and target, or why it is not offered. */
export const ChannelStep = ({
  options,
  channel,
  onChoose,
}: {
  readonly options: Options;
  readonly channel: Channel | undefined;
  readonly onChoose: (channel: Channel) => void;
}) => {
  const t = useTexts(contactTexts);
  return (
    <fieldset className={styles['step']}>
      <legend>{t.channel}</legend>
      <div className={styles['options']}>
        {options.options.map((option) => (
          <ChannelCard
            key={option.channel}
            option={option}
            isChosen={option.channel === channel}
            onChoose={() => onChoose(option.channel)}
          />
        ))}
      </div>
      <p className={styles['desk']}>
        {t.japaneseDesk} <HoursText hours={options.japaneseDesk} />
      </p>
    </fieldset>
  );
};
