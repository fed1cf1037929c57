import { netPromoterScore } from 'tenure';
import { checkClose } from './check.ts';
import { openDatabase } from './engines/duckdb.ts';
import { type Contender, race } from './race.ts';
import { mulberry32 } from './rows.ts';
import { writeCsv } from './write-csv.ts';

/** Answers from 0 to 10, with more high ones than low ones. */
export function answers(count: number, seed = 1): number[] {
  const random = mulberry32(seed);
  const scores: number[] = [];
  for (let i = 0; i < count; i += 1) scores.push(Math.floor((1 - random() ** 2) * 10.999));
  return scores;
}

/** `netPromoterScore` beside the least loop, which checks nothing and tells the score alone, and beside a count by score in SQL. */
export async function surveysRace(scores: readonly number[]): Promise<void> {
  const objects = scores.map((score) => ({ score }));
  const ours = netPromoterScore(scores);
  checkClose('score of objects', ours.score as number, netPromoterScore(objects).score as number, 0);
  checkClose('score by hand', ours.score as number, scoreByHand(scores), 0);
  await race(scores.length, [
    { name: 'tenure: netPromoterScore(numbers)', run: () => netPromoterScore(scores) },
    { name: 'tenure: of objects { score }', run: () => netPromoterScore(objects) },
    { name: 'by hand: a loop without checks', run: () => scoreByHand(scores) },
    ...(await database(scores, { ...ours.distribution })),
  ]);
}

function scoreByHand(scores: readonly number[]): number {
  let balance = 0;
  for (let i = 0; i < scores.length; i += 1) {
    const score = scores[i] as number;
    if (score >= 9) balance += 1;
    else if (score <= 6) balance -= 1;
  }
  return (100 * balance) / scores.length;
}

async function database(
  scores: readonly number[],
  distribution: Readonly<Record<string, number>>,
): Promise<Contender[]> {
  const tables = await openDatabase();
  if (tables === null) return [];
  const path = writeCsv('answers.csv', 'score', scores, String);
  await tables.run(`CREATE TABLE answers AS FROM read_csv('${path}', header = true, columns = {'score': 'UTINYINT'})`);
  const query = 'SELECT score, count(*) FROM answers GROUP BY score ORDER BY score';
  for (const [score, count] of await tables.rows(query)) {
    checkClose(`answers of ${score}`, distribution[`${score}`] ?? 0, count ?? Number.NaN, 0);
  }
  return [{ name: 'DuckDB: count by score, loaded', run: () => tables.rows(query) }];
}
