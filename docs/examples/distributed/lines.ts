/** The lines of a stream, as many at a time as have come. A line may be as long as a shard. */
export async function* linesOf(input: NodeJS.ReadStream): AsyncGenerator<readonly string[]> {
  input.setEncoding('utf8');
  let pieces: string[] = [];
  for await (const text of input as AsyncIterable<string>) {
    const [end = '', ...lines] = text.split('\n');
    pieces.push(end);
    const begun = lines.pop();
    if (begun === undefined) continue;
    yield [pieces.join(''), ...lines];
    pieces = [begun];
  }
  const last = pieces.join('');
  if (last !== '') yield [last];
}

/** What went wrong is one line on stderr, and an exit code that engines stop at. */
export async function start(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
