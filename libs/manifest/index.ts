export * from './compare-manifests.js';
export * from './manifest.js';
export * from './manifest-header.js';
export * from './manifest-maker.js';
export * from './parse-manifest.js';
export * from './question-digest.js';
export * from './rows-digest.js';
