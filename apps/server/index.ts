/**
 * What other applications use of the server. Commands that need less import single files, such as `settings.ts` and
 * `storage.ts`, because this file loads the whole engine, which delays the start of a command.
 */
export { type DataFolder, dataFolderAt } from './data-folder.js';
export { type Engine, openEngine } from './engine.js';
export type { EngineOptions } from './engine-options.js';
export { keepTaxonomy, policiesFor, readJson } from './policy-files.js';
export { hasRole, type Settings, settingsFrom } from './settings.js';
export { timersIn } from './workers/timers.js';
