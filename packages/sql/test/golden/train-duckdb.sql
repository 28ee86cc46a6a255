WITH bridle_cells AS (
  SELECT trim(CAST("species" AS VARCHAR)) AS bridle_target,
    CAST("w" AS DOUBLE) AS bridle_weight,
    CAST("bill" AS DOUBLE) AS bridle_c1,
    trim(CAST("island" AS VARCHAR)) AS bridle_c2
  FROM "main"."penguins"
), bridle_features AS (
  SELECT CASE WHEN bridle_target IN ('1', '1.0') THEN 0 WHEN bridle_target IN ('it''s') THEN 1 WHEN bridle_target IN ('c') THEN 2 END AS bridle_label,
    bridle_weight,
    (CASE WHEN bridle_c1 IS NULL OR isnan(bridle_c1) THEN 4.4e1 ELSE bridle_c1 END - 4.35e1) AS bridle_x1,
    CASE WHEN bridle_c1 IS NULL OR isnan(bridle_c1) THEN 1e0 ELSE 0e0 END AS bridle_m1,
    CASE WHEN bridle_c2 IS NULL OR bridle_c2 IN ('', 'NA') THEN 2 WHEN bridle_c2 = 'a' THEN 0 WHEN bridle_c2 = 'b' THEN 1 ELSE -1 END AS bridle_x2
  FROM bridle_cells
  WHERE bridle_target IN ('1', '1.0', 'it''s', 'c') AND bridle_weight > 0e0
), bridle_scores AS (
  SELECT bridle_label,
    bridle_weight,
    bridle_x1,
    bridle_m1,
    bridle_x2,
    (-7.5e-1) + (-1.4285714285714285e-1) * bridle_x1 + (-7.5e-1) * bridle_m1 + CASE bridle_x2 WHEN 0 THEN (-7.5e-1) WHEN 1 THEN (-7.5e-1) WHEN 2 THEN (-7.5e-1) ELSE 0e0 END AS bridle_z1,
    (-3.75e-1) + (-7.142857142857142e-2) * bridle_x1 + (-3.75e-1) * bridle_m1 + CASE bridle_x2 WHEN 0 THEN (-3.75e-1) WHEN 1 THEN (-3.75e-1) WHEN 2 THEN (-3.75e-1) ELSE 0e0 END AS bridle_z2
  FROM bridle_features
), bridle_shifted AS (
  SELECT bridle_label,
    bridle_weight,
    bridle_x1,
    bridle_m1,
    bridle_x2,
    bridle_z1,
    bridle_z2,
    greatest(bridle_z1, bridle_z2, 0e0) AS bridle_top,
    CASE bridle_label WHEN 0 THEN bridle_z1 WHEN 1 THEN bridle_z2 WHEN 2 THEN 0e0 END AS bridle_own
  FROM bridle_scores
), bridle_exponentials AS (
  SELECT bridle_label,
    bridle_weight,
    bridle_x1,
    bridle_m1,
    bridle_x2,
    bridle_top - bridle_own AS bridle_e1,
    exp(bridle_z1 - bridle_top) AS bridle_e2,
    exp(bridle_z2 - bridle_top) AS bridle_e3,
    exp(0e0 - bridle_top) AS bridle_e4
  FROM bridle_shifted
), bridle_sums AS (
  SELECT bridle_label,
    bridle_weight,
    bridle_x1,
    bridle_m1,
    bridle_x2,
    bridle_e1,
    bridle_e2,
    bridle_e3,
    bridle_e2 + bridle_e3 + bridle_e4 AS bridle_sum
  FROM bridle_exponentials
), bridle_shares AS (
  SELECT bridle_label,
    bridle_weight,
    bridle_x1,
    bridle_m1,
    bridle_x2,
    bridle_e1,
    bridle_e2,
    bridle_e3,
    bridle_sum,
    1e0 / bridle_sum AS bridle_inverse
  FROM bridle_sums
), bridle_residuals AS (
  SELECT bridle_label,
    bridle_weight,
    bridle_x1,
    bridle_m1,
    bridle_x2,
    bridle_weight * (ln(bridle_sum) + bridle_e1) AS bridle_r1,
    bridle_weight * (bridle_e2 * bridle_inverse - CASE WHEN bridle_label = 0 THEN 1e0 ELSE 0e0 END) AS bridle_r2,
    bridle_weight * (bridle_e3 * bridle_inverse - CASE WHEN bridle_label = 1 THEN 1e0 ELSE 0e0 END) AS bridle_r3
  FROM bridle_shares
)
SELECT sum(bridle_r1) AS loss,
  sum(bridle_weight + 0e0 * bridle_r1) AS total,
  sum(bridle_r2 * bridle_x1) AS g0_0,
  sum(bridle_r2 * bridle_m1) AS g0_1,
  sum(CASE WHEN bridle_x2 = 0 THEN bridle_r2 ELSE 0e0 END) AS g0_2,
  sum(CASE WHEN bridle_x2 = 1 THEN bridle_r2 ELSE 0e0 END) AS g0_3,
  sum(CASE WHEN bridle_x2 = 2 THEN bridle_r2 ELSE 0e0 END) AS g0_4,
  sum(bridle_r2) AS g0_5,
  sum(bridle_r3 * bridle_x1) AS g1_0,
  sum(bridle_r3 * bridle_m1) AS g1_1,
  sum(CASE WHEN bridle_x2 = 0 THEN bridle_r3 ELSE 0e0 END) AS g1_2,
  sum(CASE WHEN bridle_x2 = 1 THEN bridle_r3 ELSE 0e0 END) AS g1_3,
  sum(CASE WHEN bridle_x2 = 2 THEN bridle_r3 ELSE 0e0 END) AS g1_4,
  sum(bridle_r3) AS g1_5
FROM bridle_residuals;

WITH bridle_cells AS (
  SELECT trim(CAST("species" AS VARCHAR)) AS bridle_target,
    CAST("w" AS DOUBLE) AS bridle_weight,
    CAST("bill" AS DOUBLE) AS bridle_c1,
    trim(CAST("island" AS VARCHAR)) AS bridle_c2
  FROM "main"."penguins"
), bridle_features AS (
  SELECT CASE WHEN bridle_target IN ('1', '1.0') THEN 0 WHEN bridle_target IN ('it''s') THEN 1 WHEN bridle_target IN ('c') THEN 2 END AS bridle_label,
    bridle_weight,
    (CASE WHEN bridle_c1 IS NULL OR isnan(bridle_c1) THEN 4.4e1 ELSE bridle_c1 END - 4.35e1) / 5.25e0 AS bridle_x1,
    CASE WHEN bridle_c1 IS NULL OR isnan(bridle_c1) THEN 1e0 ELSE 0e0 END AS bridle_m1,
    CASE WHEN bridle_c2 IS NULL OR bridle_c2 IN ('', 'NA') THEN 2 WHEN bridle_c2 = 'a' THEN 0 WHEN bridle_c2 = 'b' THEN 1 ELSE -1 END AS bridle_x2
  FROM bridle_cells
  WHERE bridle_target IN ('1', '1.0', 'it''s', 'c') AND bridle_weight > 0e0
)
SELECT bridle_label AS label, bridle_weight AS weight, bridle_x1 AS x0, bridle_m1 AS x1, bridle_x2 AS x2
FROM bridle_features
WHERE (hash(1, bridle_x1, bridle_m1, bridle_x2) % 1048576) < CASE bridle_label WHEN 0 THEN 262144 WHEN 1 THEN 1048576 WHEN 2 THEN 524288 END;
