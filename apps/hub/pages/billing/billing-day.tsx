import { useFormats } from '../../time/formats.js';

/** A day of billing: in the time zone of the team, whatever the zone of the page. */
export const BillingDay = ({ at, zone }: { readonly at: string; readonly zone: string }) => {
  const formats = useFormats();
  return (
    <time dateTime={at} title={formats.withZone(at)}>
      {formats.dateIn(at, zone)}
    </time>
  );
};
