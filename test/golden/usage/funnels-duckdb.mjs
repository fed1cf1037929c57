/**
 * Writes funnels-duckdb.json: events of a pseudo-random shop, and how many customers reach each step of several funnels, counted by DuckDB in
 * plain SQL: what ClickHouse calls windowFunnel, by self-joins. Every instant of a customer is another one.
 * Run with `node test/golden/usage/funnels-duckdb.mjs` where `@duckdb/node-api` is installed (bench/).
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../bench/package.json', import.meta.url));
const { DuckDBInstance } = require('@duckdb/node-api');

let state = 20_261_129;
const next = (below) => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((state / 2_147_483_648) * below);
};
const start = Date.UTC(2026, 2, 1);
const events = Array.from({ length: 1500 }, (_, row) => [
  `c${next(60)}`,
  start + next(20_000) * 60_000 + (row % 60_000),
  ['visit', 'visit', 'trial', 'buy', 'cancel'][next(5)],
]);

const connection = await (await DuckDBInstance.create()).connect();
await connection.run('create table e (customer varchar, t bigint, feature varchar)');
for (const [customer, at, feature] of events)
  await connection.run(`insert into e values ('${customer}', ${at}, '${feature}')`);
await connection.run(`create view s as select *, lead(feature) over w as next, lead(t) over w as next_t,
  lead(feature, 2) over w as third, lead(t, 2) over w as third_t from e window w as (partition by customer order by t)`);

const hour = 3_600_000;
const count = async (sql) => Number((await connection.runAndReadAll(sql)).getRows()[0][0]);
const reached = async (conditionOfTwo, conditionOfThree) => [
  await count(`select count(distinct customer) from e where feature = 'visit'`),
  await count(`select count(distinct a.customer) from e a join e b using (customer)
    where a.feature = 'visit' and b.feature = 'trial' and b.t >= a.t and ${conditionOfTwo}`),
  await count(`select count(distinct a.customer) from e a join e b using (customer) join e c using (customer)
    where a.feature = 'visit' and b.feature = 'trial' and c.feature = 'buy' and b.t >= a.t and c.t >= b.t
    and ${conditionOfTwo} and ${conditionOfThree}`),
];
const noneBetween = (from, to) =>
  `not exists (select 1 from e x where x.customer = a.customer and x.feature = 'cancel' and x.t > ${from}.t and x.t < ${to}.t)`;
const funnels = {};
for (const hours of [12, 48, 200]) {
  const window = (row) => `${row}.t < a.t + ${hours * hour}`;
  funnels[`within ${hours} hours`] = await reached(window('b'), window('c'));
  funnels[`each step within ${hours} hours`] = await reached(window('b'), `c.t < b.t + ${hours * hour}`);
  funnels[`within ${hours} hours, without cancelling`] = await reached(
    `${window('b')} and ${noneBetween('a', 'b')}`,
    `${window('c')} and ${noneBetween('b', 'c')}`,
  );
  funnels[`within ${hours} hours, nothing in between`] = [
    await count(`select count(distinct customer) from s where feature = 'visit'`),
    await count(
      `select count(distinct customer) from s where feature = 'visit' and next = 'trial' and next_t < t + ${hours * hour}`,
    ),
    await count(`select count(distinct customer) from s where feature = 'visit' and next = 'trial' and third = 'buy'
      and third_t < t + ${hours * hour}`),
  ];
}
writeFileSync(new URL('funnels-duckdb.json', import.meta.url), `${JSON.stringify({ events, funnels })}\n`);
