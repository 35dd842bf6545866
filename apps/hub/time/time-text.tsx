import { type Moment, useFormats } from './formats.js';

/** An instant in the time zone of the page; with the zone when hovered and in print. */
export const TimeText = ({ at, dateOnly = false }: { readonly at: Moment; readonly dateOnly?: boolean }) => {
  const formats = useFormats();
  return (
    <time dateTime={new Date(at).toISOString()} title={formats.withZone(at)}>
      {dateOnly ? formats.date(at) : formats.dateTime(at)}
    </time>
  );
};
