import {
  AlarmClock,
  CheckCheck,
  CircleAlert,
  CircleSlash,
  Clock,
  Hourglass,
  type LucideIcon,
  Merge,
  Minus,
  Pause,
} from 'lucide-react';
import { Badge, type Tone } from '../design/badge.js';
import { useTexts } from '../texts/language-context.js';
import { useFormats } from '../time/formats.js';
import { useIsPrinting } from '../time/printing.js';
import styles from './due-badge.module.css';
import { dueBadgeTexts } from './due-badge.texts.js';
import { type DueKind, type DueState, dueStateOf, type ResponseClock } from './due-state.js';
import { useShownTime } from './shown-time.js';
import { prepareClockDialog, useClockDialog } from './use-clock-dialog.js';

const LOOKS: Readonly<Record<DueKind, readonly [LucideIcon, Tone]>> = {
  due: [Clock, 'neutral'],
  risk: [Hourglass, 'warn'],
  overdue: [AlarmClock, 'bad'],
  met: [CheckCheck, 'ok'],
  late: [CircleAlert, 'bad'],
  unanswered: [CircleSlash, 'neutral'],
  paused: [Pause, 'neutral'],
  merged: [Merge, 'neutral'],
  none: [Minus, 'neutral'],
};

/** How a badge says that its explanation could not be loaded. */
const NOT_LOADED = [CircleAlert, 'bad'] as const;

/** The words of a state, such as "Due in 1 h 12 min" and "8 min overdue". */
const useDueWords = (): ((state: DueState) => string) => {
  const t = useTexts(dueBadgeTexts);
  const { duration } = useFormats();
  return ({ kind, minutes = 0 }) => {
    if (kind === 'overdue') return minutes === 0 ? t.overdueNow : t.overdue(duration(minutes));
    if (kind === 'due' || kind === 'risk') return minutes === 0 ? t.dueWithinMinute : t[kind](duration(minutes));
    return t[kind];
  };
};

/** What a badge shows of a response clock, at the moment that the page shows. */
const useDueLook = (response: ResponseClock, isPromised: boolean) => {
  const t = useTexts(dueBadgeTexts);
  const formats = useFormats();
  const words = useDueWords();
  const now = useShownTime();
  const isPrinting = useIsPrinting();
  // As of a position of the log, and on paper, no time is known: the due instant is shown instead of what is left.
  const state = dueStateOf(response, now ?? 0, isPromised);
  const { dueAt } = response;
  const isTimeless = (now === undefined || isPrinting) && response.state === 'running' && dueAt !== null;
  const timeOf = isPrinting ? formats.withZone : formats.dateTime;
  return { state, text: isTimeless ? t.dueAt(timeOf(dueAt)) : words(state) };
};

interface DueBadgeProps {
  readonly ticketId: string;
  readonly response: ResponseClock;
  /** What promises the response; null for standard support. */
  readonly entitlement: object | null;
  /** Screen readers announce changes of the state. Set on the page of a ticket, not in lists. */
  readonly announces?: boolean;
}

/**
 * State of the promised response of a ticket: an icon, words and a colour. It counts by the minute with the engine's
 * clock. A click explains the clock.
 */
export const DueBadge = ({ ticketId, response, entitlement, announces = false }: DueBadgeProps) => {
  const t = useTexts(dueBadgeTexts);
  const { explanation, open, leave } = useClockDialog();
  const { state, text } = useDueLook(response, entitlement !== null);
  const hasFailed = explanation.state === 'failed';
  const [Icon, tone] = hasFailed ? NOT_LOADED : LOOKS[state.kind];
  return (
    <>
      <button
        type="button"
        className={styles['button']}
        aria-label={hasFailed ? t.notLoaded : t.explain(text)}
        aria-haspopup="dialog"
        aria-busy={explanation.state === 'loading'}
        onPointerEnter={prepareClockDialog}
        onFocus={prepareClockDialog}
        // Opening late would take the focus from where the reader is by then.
        onBlur={() => explanation.state !== 'open' && leave()}
        onClick={(event) => {
          event.stopPropagation();
          // Browsers remember a failed module import until the page is reloaded.
          if (hasFailed) location.reload();
          else void open();
        }}
        onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}
      >
        <Badge tone={tone} icon={<Icon size={12} aria-hidden />}>
          {hasFailed ? t.notLoaded : text}
        </Badge>
      </button>
      {announces && (
        <span role="status" className={styles['announced']}>
          {t.announced[state.kind]}
        </span>
      )}
      {hasFailed && (
        <span role="alert" className={styles['announced']}>
          {t.notLoaded}
        </span>
      )}
      {explanation.state === 'open' && (
        <explanation.Dialog ticketId={ticketId} isAnswered={state.kind === 'met'} onClose={leave} />
      )}
    </>
  );
};
