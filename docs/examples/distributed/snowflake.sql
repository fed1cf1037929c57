-- The text of tenure.js, which is in-engine.ts as one file, stands where the comment says. A partition is a shard.
CREATE OR REPLACE FUNCTION tenure_part(subscription VARIANT) RETURNS TABLE (part STRING) LANGUAGE JAVASCRIPT AS $$
{
  initialize: function () {
    /* tenure.js */
    this.tenure = tenure;
    this.rows = [];
  },
  processRow: function (row) {
    this.rows.push(row.SUBSCRIPTION);
  },
  finalize: function (writer) {
    writer.writeRow({ PART: this.tenure.part(this.rows) });
  }
}
$$;

CREATE OR REPLACE TEMPORARY TABLE parts AS
SELECT p.part
FROM (
  SELECT
    BITAND(HASH(customer_id), 255) AS shard,
    TO_VARIANT(OBJECT_CONSTRUCT(
      'customerId', customer_id, 'subscriptionId', subscription_id, 'start', TO_VARCHAR(start_date),
      'end', TO_VARCHAR(end_date), 'amount', amount, 'interval', interval, 'plan', plan, 'currency', currency, 'quantity', quantity
    )) AS subscription
  FROM subscriptions
) AS s,
TABLE(tenure_part(s.subscription) OVER (PARTITION BY s.shard)) AS p;

-- What the merged part must have: unload parts, then node merge.js --rows ... --customers ... < parts.jsonl
SELECT COUNT(*) AS number_of_rows, COUNT(DISTINCT customer_id) AS customers FROM subscriptions;
