a: b: !a -> b || a && b == a + b * a ++ b // a ? b.c - -b / (a < b)
