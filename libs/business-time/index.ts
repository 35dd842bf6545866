export { WEEKDAYS, type Calendar, type DailyHours, type Weekday } from './calendar.js';
export { calendarFor, calendarsFrom, TEAM_ZONE } from './calendar-file.js';
export { openHours } from './calendar-hours.js';
export { assertCalendar, checkCalendar } from './check-calendar.js';
export { CalendarError } from './calendar-error.js';
export { deadline, isOpen, nextOpening, openMinutes } from './deadline.js';
export { ALWAYS, type OpenHours } from './open-hours.js';
export { openIntervals } from './open-intervals.js';
export type { Interval } from './intervals.js';
export type { TimeZones, WallMillis } from './time-zones.js';
export { addDays, addMonths, daysBetween, isLocalDate, type LocalDate } from './local-date.js';
export { localDateOf, startOfLocalDay } from './local-day.js';
export { billingPeriod } from './billing-period.js';
export {
  isQuarter,
  nextQuarter,
  previousQuarter,
  quarterEnd,
  quarterOf,
  quarterStart,
} from './quarter.js';
