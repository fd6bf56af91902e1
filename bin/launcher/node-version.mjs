/** The oldest Node that starts the launcher; everything after it runs on the Node in node_modules. */
const OLDEST_NODE = 20;

/**
 * What is wrong with this Node, in one sentence; undefined where nothing is.
 * @param {string} version as process.versions.node has it
 */
export function findNodeProblem(version) {
  const major = Number.parseInt(version, 10);
  if (major >= OLDEST_NODE) return undefined;
  return `Image Diet needs Node ${OLDEST_NODE} or newer to start, and this is Node ${version}: install a newer one (https://nodejs.org) and start again.`;
}
