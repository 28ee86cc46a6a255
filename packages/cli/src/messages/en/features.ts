// What the features of a table are beside its columns, in English: embeddings in a file of their own, and products of
// columns.

export const embeddingsHelp = {
  file: 'a .npy, .npz or .safetensors file of embeddings: row i of the array belongs to row i of the table',
  tensor: 'of the file of embeddings, the name of the array, where it has several',
  type: 'of a .npy file of embeddings by ml_dtypes, whose header does not say it: bfloat16, float8_e4m3fn or float8_e5m2',
};

export const interactionsHelp =
  'products of columns and powers as further features, such as a:b,x^2; a category gives one for each of its values; a name with : ^ or , is written in double quotes';

export const features = {
  products: 'products',
  needsEmbeddings: (option: string) => `${option} is about the file of --embeddings; give that too`,
  newEmbeddings: 'NEW_EMBEDDINGS',
  embeddings: 'embeddings',
  width: (numbers: string) => `${numbers} numbers for each row`,
};
