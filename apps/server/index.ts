export { type DataFolder, dataFolderAt } from './data-folder.js';
export { type Engine, type EngineOptions, openEngine } from './engine.js';
export { keepTaxonomy, policiesFor, readJson } from './policy-files.js';
export { hasRole, type Settings, settingsFrom } from './settings.js';
export { timersIn } from './workers/timers.js';
