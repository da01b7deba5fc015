/**
 * The parts that nearly every project uses. With tsx's loader each import is a talk with another thread; those that happen before it is
 * registered are spared that, which halves the start on a Node without type stripping.
 */
import '../contrib/admin/admin-url.ts';
import '../contrib/admin/models.ts';
import '../contrib/auth/models.ts';
import '../contrib/contenttypes/models.ts';
import '../contrib/sessions/models.ts';
import '../db/connections.ts';
import '../db/models/register-exports.ts';
import '../db/models/runtime.ts';
import '../handlers/handler.ts';
import '../shortcuts.ts';
import '../template/load-libraries.ts';
