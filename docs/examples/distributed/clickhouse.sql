-- part.js lies in user_scripts_path, executable, its first line #!/usr/bin/env node.

-- 1. A few large shards: a process per branch, all at the same time. One branch per shard; the last one without UNION ALL.
-- Time-outs are 10 s unless they are set, and a shard that takes longer is killed.
SELECT part
FROM executable(
  'part.js',
  LineAsString,
  'part String',
  (
    SELECT toJSONString(CAST(
      (customer_id, subscription_id, start_date, end_date, amount, interval, plan, currency, quantity),
      'Tuple(customerId String, subscriptionId String, start Date32, end Nullable(Date32), amount Decimal(18, 2), interval String, plan String, currency String, quantity Nullable(UInt32))'
    ))
    FROM subscriptions
    WHERE cityHash64(customer_id) % 4 = 0
  ),
  SETTINGS command_read_timeout = 3600000, command_write_timeout = 3600000, check_exit_code = true
)
UNION ALL
-- ... the same with % 4 = 1, 2 and 3

-- 2. Many shards: processes that stay, by the function tenurePart of clickhouse-functions.xml. A block goes to one process; as many
-- processes work as there are branches, each with its own range of shards.
SELECT tenurePart(toJSONString(groupArray(CAST(
  (customer_id, subscription_id, start_date, end_date, amount, interval, plan, currency, quantity),
  'Tuple(customerId String, subscriptionId String, start Date32, end Nullable(Date32), amount Decimal(18, 2), interval String, plan String, currency String, quantity Nullable(UInt32))'
)))) AS part
FROM subscriptions
WHERE cityHash64(customer_id) % 256 BETWEEN 0 AND 127
GROUP BY cityHash64(customer_id) % 256
UNION ALL
-- ... the same with BETWEEN 128 AND 255

-- 3. What the merged part must have: node merge.js --rows ... --customers ... < parts.jsonl
SELECT count() AS rows, uniqExact(customer_id) AS customers FROM subscriptions;
