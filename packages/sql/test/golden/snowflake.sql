WITH bridle_cells AS (
  SELECT "id" AS bridle_k1,
    CAST("bill" AS DOUBLE) AS bridle_c1,
    trim(CAST("island" AS VARCHAR)) AS bridle_c2
  FROM "main"."penguins"
), bridle_features AS (
  SELECT bridle_k1,
    (CASE WHEN bridle_c1 IS NULL OR bridle_c1 = CAST('NaN' AS DOUBLE) THEN CAST('4.4e1' AS DOUBLE) ELSE bridle_c1 END - CAST('4.35e1' AS DOUBLE)) / CAST('5.25e0' AS DOUBLE) AS bridle_x1,
    CASE WHEN bridle_c1 IS NULL OR bridle_c1 = CAST('NaN' AS DOUBLE) THEN CAST('1e0' AS DOUBLE) ELSE CAST('0e0' AS DOUBLE) END AS bridle_m1,
    CASE WHEN bridle_c2 IS NULL OR bridle_c2 IN ('', 'NA') THEN -1 WHEN bridle_c2 = 'Biscoe' THEN 0 WHEN bridle_c2 = 'd\'Or' THEN 1 WHEN bridle_c2 IN ('1', '1.0') THEN 2 ELSE -1 END AS bridle_x2
  FROM bridle_cells
), bridle_scores AS (
  SELECT bridle_k1,
    CAST('0e0' AS DOUBLE) + CAST('1e-1' AS DOUBLE) * bridle_x1 + CAST('-2e-1' AS DOUBLE) * bridle_m1 + CASE bridle_x2 WHEN 0 THEN CAST('3e-1' AS DOUBLE) WHEN 1 THEN CAST('3.333333333333333e-1' AS DOUBLE) WHEN 2 THEN CAST('0e0' AS DOUBLE) ELSE CAST('0e0' AS DOUBLE) END AS bridle_z1,
    CAST('0e0' AS DOUBLE) + CAST('-1e-1' AS DOUBLE) * bridle_x1 + CAST('2e-1' AS DOUBLE) * bridle_m1 + CASE bridle_x2 WHEN 0 THEN CAST('-3e-1' AS DOUBLE) WHEN 1 THEN CAST('-3.333333333333333e-1' AS DOUBLE) WHEN 2 THEN CAST('1e-9' AS DOUBLE) ELSE CAST('0e0' AS DOUBLE) END AS bridle_z2
  FROM bridle_features
), bridle_shifted AS (
  SELECT bridle_k1,
    bridle_z1,
    bridle_z2,
    greatest(bridle_z1, bridle_z2) AS bridle_shift
  FROM bridle_scores
), bridle_exponentials AS (
  SELECT bridle_k1,
    bridle_z1,
    bridle_z2,
    bridle_shift,
    exp(bridle_z1 - bridle_shift) AS bridle_e1,
    exp(bridle_z2 - bridle_shift) AS bridle_e2
  FROM bridle_shifted
), bridle_sums AS (
  SELECT bridle_k1,
    bridle_z1,
    bridle_z2,
    bridle_shift,
    bridle_e1,
    bridle_e2,
    bridle_e1 + bridle_e2 AS bridle_sum
  FROM bridle_exponentials
)
SELECT bridle_k1 AS "id",
  CASE WHEN bridle_sum < CAST('4e0' AS DOUBLE) THEN CASE WHEN bridle_e1 = CAST('1e0' AS DOUBLE) THEN 'Adelie' WHEN bridle_e2 = CAST('1e0' AS DOUBLE) THEN 'Chinstrap' END END AS "predicted",
  CAST('1e0' AS DOUBLE) / bridle_sum AS "probability",
  bridle_e1 / bridle_sum AS "p_Adelie",
  bridle_e2 / bridle_sum AS "p_Chinstrap"
FROM bridle_sums
