/**
 * The line on which each record begins, as an editor counts. The parser says on which line it ends, and inside quotes it counts
 * CR LF as two lines, which adds up over a file.
 */
export function lineCounter(): (record: readonly string[], parserLine: number) => number {
  let countedTwice = 0;
  return (record, parserLine) => {
    let inside = 0;
    for (const cell of record) {
      if (!cell.includes('\n') && !cell.includes('\r')) continue;
      inside += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
      countedTwice += cell.match(/\r\n/g)?.length ?? 0;
    }
    return parserLine - countedTwice - inside;
  };
}
