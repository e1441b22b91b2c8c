WITH judged AS (
  SELECT
    employer,
    gross - ot_pay_150 - ot_pay_200 - ot_pay_300 - special_allowances - welfare AS wage,
    minimum_month AS least,
    extended + rest + statutory > overtime_month AS too_long,
    (2 * extended * base * rate_extended + pay_days * day_hours) // (2 * pay_days * day_hours) - ot_pay_150
      AS short_150,
    (2 * rest * base * rate_rest_day + pay_days * day_hours) // (2 * pay_days * day_hours) - ot_pay_200
      AS short_200,
    (2 * statutory * base * rate_statutory + pay_days * day_hours) // (2 * pay_days * day_hours) - ot_pay_300
      AS short_300,
    extended > 0 AS has_150, rest > 0 AS has_200, statutory > 0 AS has_300
  FROM given
  JOIN parameters ON parameters.place = given.district AND parameters.period = given.period
)
SELECT
  employer,
  count(*) FILTER (wage < least) AS pay_01_broken,
  coalesce(sum(least - wage) FILTER (wage < least), 0) :: BIGINT AS pay_01_amount,
  count(*) FILTER (too_long) AS hrs_03_broken,
  count(*) FILTER (has_150 AND short_150 > 0) AS pay_03_broken,
  coalesce(sum(short_150) FILTER (has_150 AND short_150 > 0), 0) :: BIGINT AS pay_03_amount,
  count(*) FILTER (has_200 AND short_200 > 0) AS pay_04_broken,
  coalesce(sum(short_200) FILTER (has_200 AND short_200 > 0), 0) :: BIGINT AS pay_04_amount,
  count(*) FILTER (has_300 AND short_300 > 0) AS pay_05_broken,
  coalesce(sum(short_300) FILTER (has_300 AND short_300 > 0), 0) :: BIGINT AS pay_05_amount
FROM judged
GROUP BY employer
