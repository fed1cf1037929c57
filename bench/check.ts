/** Stops the bench when two results differ: what is not the same must not be timed against each other. */
export function checkClose(what: string, ours: number, theirs: number, relative: number): void {
  const same = ours === theirs || Math.abs(ours - theirs) <= relative * Math.max(Math.abs(ours), Math.abs(theirs));
  if (!same) throw new Error(`${what}: ${ours} by tenure, ${theirs} by another contender`);
}
