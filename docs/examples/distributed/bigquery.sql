-- tenure.js is in-engine.ts as one file. Shards are small here: the rows of one come as one array.
CREATE TEMP FUNCTION tenure_part(rows_of_shard ARRAY<STRING>) RETURNS STRING LANGUAGE js
OPTIONS (library = ['gs://your-bucket/tenure.js']) AS r"""return tenure.part(rows_of_shard);""";

CREATE TEMP FUNCTION tenure_merge(parts ARRAY<STRING>) RETURNS STRING LANGUAGE js
OPTIONS (library = ['gs://your-bucket/tenure.js']) AS r"""return tenure.merge(parts);""";

WITH shards AS (
  SELECT
    FARM_FINGERPRINT(customer_id) & 4095 AS shard,
    tenure_part(ARRAY_AGG(TO_JSON_STRING(STRUCT(
      customer_id AS customerId, subscription_id AS subscriptionId, start_date AS `start`, end_date AS `end`,
      amount, `interval`, plan, currency, quantity
    )))) AS part
  FROM your_dataset.subscriptions
  GROUP BY shard
),
-- Two steps, for an array of 4096 parts is a large one.
some AS (SELECT tenure_merge(ARRAY_AGG(part)) AS part FROM shards GROUP BY shard & 63)
SELECT tenure_merge(ARRAY_AGG(part)) AS part FROM some;

-- What the merged part must have.
SELECT COUNT(*) AS number_of_rows, COUNT(DISTINCT customer_id) AS customers FROM your_dataset.subscriptions;
