export { BackgroundChild } from './background-child.js';
export { FIRST_FILE, serveParent } from './serve-parent.js';
