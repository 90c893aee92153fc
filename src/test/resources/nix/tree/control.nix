with import ./x { };
assert a != null;
if a then let b = 1; in b else let { body = 2; }
