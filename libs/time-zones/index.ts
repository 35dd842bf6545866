export { TemporalTimeZones } from './temporal-time-zones.js';
