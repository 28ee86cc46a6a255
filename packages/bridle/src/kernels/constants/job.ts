// The block of numbers that describes training data to the kernels: i32 fields, by their places. TypeScript writes it,
// kernels/train/tasks.ts reads it. Plain literals only, as in tiles.ts. "Address" means bytes in the kernels' memory.

/** Addresses of dense tiles, of labels and weights (one float64 for each row), of W (features, padded), of b. */
export const X = 0;
export const LABELS = 1;
export const WEIGHTS = 2;
export const PARAMETERS = 3;
export const INTERCEPTS = 4;

export const CLASSES = 5;
/** Classes in a row of W, and of the gradient of lists. */
export const PADDED = 6;
/** Features, even for dense tiles. */
export const FEATURES = 7;
/** Bytes of a cell of X: 4 or 8. */
export const CELL = 8;
/** Bytes from one class to the next in scores, residuals and directions, which are (classes, stride). */
export const STRIDE = 9;

/** Addresses of each chunk's sums and gradients, and the bytes of one chunk. */
export const SUMS = 10;
export const SUM_BYTES = 11;
export const GRADIENTS = 12;
export const GRADIENT_BYTES = 13;

/** Addresses of the lists by row and, in each band of rows, by feature; 0 for dense tiles. */
export const ROW_LISTS = 14;
export const ROW_PLACES = 15;
export const ROW_VALUES = 16;
export const COLUMN_LISTS = 17;
export const COLUMN_PLACES = 18;
export const COLUMN_VALUES = 19;

/** Address of the scratch of each thread, and its bytes. */
export const SCRATCH = 20;
export const SCRATCH_BYTES = 21;

/** The first tile of each chunk, and the last one's end. */
export const CHUNK_ENDS = 22;

/** What the call in progress works on: addresses of scores or residuals, of a direction, and of the results. */
export const FROM = 32;
export const ALONG = 33;
export const TO = 34;
/** A float64 in the place of two fields. */
export const STEP = 36;

/** The blocks of the preconditioner: address, rows of each, bytes of each. */
export const BLOCKS = 38;
export const ORDER = 39;
export const BLOCK_BYTES = 40;
/** Address of (classes, order) numbers that are solved for. */
export const SOLUTIONS = 41;

/** Bands of rows of the lists. */
export const BANDS = 42;
/** A sample: each row's place in it, or −1 (address, i32), its weightings (rows, width), and their width. */
export const SAMPLE_OF = 43;
export const SAMPLE_WEIGHTS = 44;
export const SAMPLE_WIDTH = 45;
/** Weightings, and the place in a block of each feature. */
export const SAMPLE_COUNT = 46;
export const PLACES = 47;

/** Fields in all. */
export const FIELDS = 48;
