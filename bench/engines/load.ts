const known = new Map<string, unknown>();

/** The module of an engine, or null where it is not installed or has no binary for this platform; that is said once. */
export async function loadEngine<Module>(title: string, load: () => Promise<Module>): Promise<Module | null> {
  if (!known.has(title)) known.set(title, await load().catch((error: unknown) => absent(title, error)));
  return known.get(title) as Module | null;
}

function absent(title: string, error: unknown): null {
  const [reason] = String(error instanceof Error ? error.message : error).split('\n');
  console.log(`${title} is absent on ${process.platform} ${process.arch}, its contenders do not run: ${reason}`);
  return null;
}
