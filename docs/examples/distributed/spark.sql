-- A partition is a shard, and a process: DISTRIBUTE BY brings all rows of a customer into one of them.
SET spark.sql.shuffle.partitions = 256;
ADD FILE s3://your-bucket/part.js;

CREATE OR REPLACE TEMPORARY VIEW parts AS
SELECT TRANSFORM (line) USING 'node part.js' AS (part STRING)
FROM (
  SELECT
    to_json(struct(
      customer_id AS customerId, subscription_id AS subscriptionId, start_date AS start, end_date AS end,
      amount, interval, plan, currency, quantity
    )) AS line
  FROM subscriptions
  DISTRIBUTE BY customer_id
);

-- One partition, one process: all parts as one.
ADD FILE s3://your-bucket/merge.js;
SELECT TRANSFORM (part) USING 'node merge.js' AS (part STRING) FROM (SELECT part FROM parts DISTRIBUTE BY 0);

-- What the merged part must have.
SELECT count(*) AS rows, count(DISTINCT customer_id) AS customers FROM subscriptions;
