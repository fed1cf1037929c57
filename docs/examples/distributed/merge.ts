/**
 * Parts as JSON lines in, one part out; merged parts can be merged again.
 *
 *     node merge.js                                    the merged part
 *     node merge.js --result                           what the functions give over all rows
 *     node merge.js --rows 1000000 --customers 640000  refuses parts of more or fewer, by a count of the whole
 */
import { parseArgs } from 'node:util';
import { linesOf, start } from './lines.ts';
import { question } from './question.ts';

type Part = ReturnType<typeof question.part>;

/** Enough at once to be quick, few enough to fit into memory. */
const batch = 64;

function check(name: 'rows' | 'customers', part: Part, counted: string | undefined): void {
  if (counted !== undefined && part[name] !== Number(counted)) {
    throw new Error(
      `the parts have ${part[name]} ${name}, SQL counts ${counted}: a shard is lost, doubled or badly cut`,
    );
  }
}

void start(async () => {
  const { values } = parseArgs({
    options: { result: { type: 'boolean' }, rows: { type: 'string' }, customers: { type: 'string' } },
  });
  let parts: Part[] = [];
  for await (const lines of linesOf(process.stdin)) {
    for (const line of lines) {
      parts.push(JSON.parse(line));
      if (parts.length === batch) parts = [question.merge(parts)];
    }
  }
  const part = question.merge(parts);
  check('rows', part, values.rows);
  check('customers', part, values.customers);
  process.stdout.write(`${JSON.stringify(values.result === true ? question.result(part) : part)}\n`);
});
