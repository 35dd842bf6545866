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
import { lazy, startTransition, Suspense, useState } from 'react';
import { Badge, type Tone } from '../design/badge.js';
import { useTexts } from '../texts/language-context.js';
import { useFormats } from '../time/formats.js';
import { useIsPrinting } from '../time/printing.js';
import styles from './due-badge.module.css';
import { dueBadgeTexts } from './due-badge.texts.js';
import { type DueKind, type DueState, dueStateOf, type ResponseClock } from './due-state.js';
import { useShownTime } from './shown-time.js';

const loadDialog = () => import('./clock-dialog.js');

/** The explanation, with all that dialogs need, is not part of the pages that show badges. */
const ClockDialog = lazy(loadDialog);

/** Loads the explanation before it is asked for. If this fails, the click tries again and says so. */
const prepareDialog = (): void => void loadDialog().catch(() => undefined);

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
  const [isOpen, setOpen] = useState(false);
  const { state, text } = useDueLook(response, entitlement !== null);
  const [Icon, tone] = LOOKS[state.kind];
  return (
    <>
      <button
        type="button"
        className={styles['button']}
        aria-label={t.explain(text)}
        aria-haspopup="dialog"
        onPointerEnter={prepareDialog}
        onFocus={prepareDialog}
        onClick={(event) => {
          event.stopPropagation();
          // The click is answered before the dialog is there, which takes more time.
          startTransition(() => setOpen(true));
        }}
        onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}
      >
        <Badge tone={tone} icon={<Icon size={12} aria-hidden />}>
          {text}
        </Badge>
      </button>
      {announces && (
        <span role="status" className={styles['announced']}>
          {t.announced[state.kind]}
        </span>
      )}
      {isOpen && (
        <Suspense>
          <ClockDialog ticketId={ticketId} isAnswered={state.kind === 'met'} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};
