-- Runs on the server and needs the role pg_execute_server_program; as \copy in psql it runs on the client and needs none.
-- FORMAT csv with control characters for quote and delimiter writes JSON as it is; FORMAT text would double its backslashes.

-- 1. One shard per line, and one process for all of them. A line may have 1 GB.
COPY (
  SELECT '[' || string_agg(to_json(s)::text, ',') || ']'
  FROM (
    SELECT customer_id AS "customerId", subscription_id AS "subscriptionId", start_date AS "start", end_date AS "end",
      amount, interval, plan, currency, quantity
    FROM subscriptions
  ) AS s
  GROUP BY hashtext(s."customerId") & 255
) TO PROGRAM 'node /opt/tenure/part.js --arrays > /tmp/parts.jsonl'
WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02');

-- 2. What the merged part must have: node merge.js --rows ... --customers ... < parts.jsonl
SELECT count(*) AS rows, count(DISTINCT customer_id) AS customers FROM subscriptions;
