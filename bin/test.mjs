// `npm test`. Only what every Node can parse stands here, so that an old one gets a sentence and no stack trace.
import { findNodeProblem } from "./launcher/node-version.mjs";

const problem = findNodeProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
} else {
  import("./testing/main.mjs")
    .then(({ main }) => main(process.argv.slice(2)))
    .then((status) => process.exit(status));
}
