export * from './data-folder.js';
export * from './deadline-duty.js';
export * from './deadlines.js';
export * from './engine-clock.js';
export * from './engine.js';
export { openLogForReading, openLogForWriting, type Places, placesOf } from './places.js';
export { keepTaxonomy, readJson, rulesFor } from './rule-files.js';
export { secretsIn } from './secrets.js';
export * from './settings.js';
