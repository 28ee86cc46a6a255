WITH bridle_cells AS (
  SELECT `id` AS bridle_k1,
    CAST(`bill` AS Nullable(Float64)) AS bridle_c1,
    trim(CAST(`island` AS Nullable(String))) AS bridle_c2
  FROM `main`.`penguins`
), bridle_features AS (
  SELECT bridle_k1,
    (CASE WHEN bridle_c1 IS NULL OR isNaN(bridle_c1) THEN 4.4e1 ELSE bridle_c1 END - 4.35e1) / 5.25e0 AS bridle_x1,
    CASE WHEN bridle_c1 IS NULL OR isNaN(bridle_c1) THEN 1e0 ELSE 0e0 END AS bridle_m1,
    CASE WHEN bridle_c2 IS NULL OR bridle_c2 IN ('', 'NA') THEN -1 WHEN bridle_c2 = 'Biscoe' THEN 0 WHEN bridle_c2 = 'd\'Or' THEN 1 WHEN bridle_c2 IN ('1', '1.0') THEN 2 ELSE -1 END AS bridle_x2
  FROM bridle_cells
), bridle_scores AS (
  SELECT bridle_k1,
    0e0 + 1e-1 * bridle_x1 + (-2e-1) * bridle_m1 + CASE bridle_x2 WHEN 0 THEN 3e-1 WHEN 1 THEN 3.333333333333333e-1 WHEN 2 THEN 0e0 ELSE 0e0 END AS bridle_z1,
    0e0 + (-1e-1) * bridle_x1 + 2e-1 * bridle_m1 + CASE bridle_x2 WHEN 0 THEN (-3e-1) WHEN 1 THEN (-3.333333333333333e-1) WHEN 2 THEN 1e-9 ELSE 0e0 END AS bridle_z2
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
SELECT bridle_k1 AS `id`,
  CASE WHEN bridle_sum < 4e0 THEN CASE WHEN bridle_e1 = 1e0 THEN 'Adelie' WHEN bridle_e2 = 1e0 THEN 'Chinstrap' END END AS `predicted`,
  1e0 / bridle_sum AS `probability`,
  bridle_e1 / bridle_sum AS `p_Adelie`,
  bridle_e2 / bridle_sum AS `p_Chinstrap`
FROM bridle_sums
