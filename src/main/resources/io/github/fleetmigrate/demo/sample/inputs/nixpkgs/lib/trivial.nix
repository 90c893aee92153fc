rec {
  release = "26.05";
  version = "26.05.20261115.5a3d1e0";
  id = x: x;
  const = x: _: x;
  flip =
    f: a: b:
    f b a;
  pipe = builtins.foldl' (x: f: f x);
  min = x: y: if x < y then x else y;
  max = x: y: if x > y then x else y;
  boolToString = b: if b then "true" else "false";
  isFunction = f: builtins.isFunction f || (f ? __functor && isFunction (f.__functor f));
  functionArgs = f: if f ? __functor then functionArgs (f.__functor f) else builtins.functionArgs f;
  importJSON = path: builtins.fromJSON (builtins.readFile path);
  throwIf = cond: message: x: if cond then throw message else x;
  throwIfNot = cond: throwIf (!cond);
  assertMsg = cond: message: cond || builtins.throw message;
  warn = message: builtins.trace "warning: ${message}";
  versionAtLeast = a: b: builtins.compareVersions a b >= 0;
  versionOlder = a: b: builtins.compareVersions a b < 0;
}
