import { type Moment, useFormats } from './formats.js';
import { useIsPrinting } from './printing.js';

/** An instant in the time zone of the page; with the zone when hovered and in print. */
export const TimeText = ({ at, dateOnly = false }: { readonly at: Moment; readonly dateOnly?: boolean }) => {
  const formats = useFormats();
  const isPrinting = useIsPrinting();
  const timeOf = isPrinting ? formats.withZone : formats.dateTime;
  return (
    <time dateTime={new Date(at).toISOString()} title={formats.withZone(at)}>
      {dateOnly ? formats.date(at) : timeOf(at)}
    </time>
  );
};
