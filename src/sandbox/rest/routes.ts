import type { Route } from "./router.js";
import { appRoutes } from "./routes/app.js";
import { checkRoutes } from "./routes/checks.js";
import { commentRoutes } from "./routes/comments.js";
import { deploymentRoutes } from "./routes/deployments.js";
import { fieldRoutes } from "./routes/fields.js";
import { gitRoutes } from "./routes/git.js";
import { issueRoutes } from "./routes/issues.js";
import { labelRoutes } from "./routes/labels.js";
import { peopleRoutes } from "./routes/people.js";
import { pullRoutes } from "./routes/pulls.js";
import { relationRoutes } from "./routes/relations.js";
import { setupRoutes } from "./routes/setup.js";
import { visitorRoutes } from "./routes/visitors.js";

/** Every documented operation this server knows; the first that matches answers. */
export const routes: Route[] = [
  ...appRoutes,
  ...commentRoutes,
  ...issueRoutes,
  ...labelRoutes,
  ...relationRoutes,
  ...fieldRoutes,
  ...pullRoutes,
  ...checkRoutes,
  ...gitRoutes,
  ...deploymentRoutes,
  ...peopleRoutes,
  ...setupRoutes,
  ...visitorRoutes,
];
