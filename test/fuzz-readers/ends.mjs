// Ends the process at the input of index 3, as a fault in native code does.

export const reader = {
  name: 'ends',
  seeds: () => [Buffer.from('seed')],
  mutate: (random) => Buffer.from(String(random.index)),
  read: (bytes) => {
    if (bytes.toString() === '3') process.abort();
    return bytes;
  },
};
