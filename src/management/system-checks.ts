/**
 * The checks that come with Jango. Each area keeps its own beside the code they look at; this is the one place that knows all of them,
 * and it is loaded only when checks run.
 */
export async function registerSystemChecks(): Promise<void> {}
