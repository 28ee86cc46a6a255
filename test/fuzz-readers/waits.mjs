// Takes long at the input of index 3, but ends.

export const reader = {
  name: 'waits',
  seeds: () => [Buffer.from('seed')],
  mutate: (random) => Buffer.from(String(random.index)),
  read: (bytes) => new Promise((resolve) => setTimeout(resolve, bytes.toString() === '3' ? 1500 : 0)),
};
