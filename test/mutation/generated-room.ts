import { failures, test } from './guarded-vitest.ts';
const nothingFailed = () => {
  if (failures.length > 0) throw failures[0];
};
test('nothing fails before the tests', nothingFailed);

test('nothing fails between the tests', nothingFailed);
