// Gives back something else than it was given.

export const reader = {
  name: 'lies',
  seeds: () => [Buffer.from('seed')],
  mutate: (_, [seed]) => seed,
  read: (bytes) => bytes.length + 1,
  judge: (length) => (length === 4 ? null : `its length is ${length}`),
};
