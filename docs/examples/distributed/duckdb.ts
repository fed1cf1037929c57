/**
 * DuckDB with `tenure_part` as a function of SQL: `node duckdb.js book.duckdb > parts.jsonl`, a part per line.
 */
import { DuckDBInstance, DuckDBScalarFunction, VARCHAR } from '@duckdb/node-api';
import { start } from './lines.ts';
import { question } from './question.ts';

const tenurePart = DuckDBScalarFunction.create({
  name: 'tenure_part',
  parameterTypes: [VARCHAR],
  returnType: VARCHAR,
  mainFunction(_, shards, parts) {
    const rows = shards.getColumnVector(0);
    for (let shard = 0; shard < shards.rowCount; shard += 1) {
      parts.setItem(shard, JSON.stringify(question.part(JSON.parse(String(rows.getItem(shard))))));
    }
    parts.flush();
  },
});

const shards = `
  SELECT tenure_part(to_json(list({
    customerId: customer_id, subscriptionId: subscription_id, start: start_date, "end": end_date,
    amount: amount, "interval": "interval", plan: plan, currency: currency, quantity: quantity
  }))) AS part
  FROM subscriptions
  GROUP BY hash(customer_id) % $shards`;

void start(async () => {
  const [file = ':memory:', count = '16'] = process.argv.slice(2);
  const connection = await (await DuckDBInstance.create(file)).connect();
  connection.registerScalarFunction(tenurePart);
  const result = await connection.stream(shards, { shards: Number(count) });
  for await (const rows of result.yieldRows()) for (const [part] of rows) process.stdout.write(`${part}\n`);
  const [[rows, customers] = []] = await (
    await connection.run('SELECT count(*), count(DISTINCT customer_id) FROM subscriptions')
  ).getRows();
  console.error(`for merge.js: --rows ${rows} --customers ${customers}`);
});
