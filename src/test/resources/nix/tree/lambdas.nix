[
  (x: x)
  ({ }: 1)
  ({ a, b ? 2, ... }@all: a)
  (all@{ a, }: b: a b)
]
