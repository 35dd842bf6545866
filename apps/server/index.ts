/**
 * What other applications use of the server. Commands that need less import single files, such as `settings.ts` and
 * `storage.ts`, because this file loads the whole engine, which delays the start of a command.
 */
export { type DataFolder, dataFolderAt } from './data-folder.js';
export { type Engine, type EngineOptions, openEngine } from './engine.js';
export { keepTaxonomy, policiesFor, readJson } from './policy-files.js';
export { hasRole, type Settings, settingsFrom } from './settings.js';
export { timersIn } from './workers/timers.js';
