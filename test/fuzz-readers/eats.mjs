// Takes 700 MB at the input of index 3, and gives them back.

export const reader = {
  name: 'eats',
  seeds: () => [Buffer.from('seed')],
  mutate: (random) => Buffer.from(String(random.index)),
  read: (bytes) => (bytes.toString() === '3' ? Buffer.alloc(700e6, 1).length : 0),
};
