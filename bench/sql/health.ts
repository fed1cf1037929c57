const weights = `1.5::DOUBLE
  + CASE WHEN active_days IS NULL THEN 0 ELSE 3 END
  + CASE WHEN usage_trend IS NULL THEN 0 ELSE 1.5 END
  + coalesce(nps_weight, 0)`;
const sum = `least(greatest((5 - open_tickets) * 20.0::DOUBLE, 0), 100)
  + 0.5::DOUBLE * CASE plan WHEN 'gold' THEN 100 WHEN 'silver' THEN 60 ELSE 30 END
  + coalesce(3 * least(greatest(active_days * 5.0::DOUBLE, 0), 100), 0)
  + coalesce(1.5::DOUBLE * least(greatest((usage_trend + 0.5) / 0.75 * 100, 0), 100), 0)
  + coalesce(nps_weight * CASE WHEN nps_score >= 9 THEN 100 WHEN nps_score >= 7 THEN 50 ELSE 0 END, 0)`;

/** The score and the band of every customer, kept as a table as tenure's are kept as objects; bands are numbered from the lowest. */
export const scoredTable = `
  CREATE OR REPLACE TEMP TABLE scored AS
  SELECT customer, score, CASE WHEN score >= 70 THEN 2 WHEN score >= 40 THEN 1 ELSE 0 END::UTINYINT AS band
  FROM (
    SELECT customer, CASE WHEN unpaid_invoices > 0 THEN least(mean, 39) ELSE mean END AS score
    FROM (
      SELECT customer, unpaid_invoices, (${sum}) / (${weights}) AS mean
      FROM (SELECT *, 2 * pow(2.0::DOUBLE, -nps_age / 90.0::DOUBLE) AS nps_weight FROM signals)
    )
  )`;
