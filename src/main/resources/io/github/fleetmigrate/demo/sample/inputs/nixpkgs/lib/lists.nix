let
  inherit (builtins)
    concatLists
    elem
    elemAt
    filter
    foldl'
    genList
    isList
    length
    ;
in
rec {
  singleton = x: [ x ];
  optional = cond: x: if cond then [ x ] else [ ];
  optionals = cond: xs: if cond then xs else [ ];
  toList = x: if isList x then x else [ x ];
  flatten = x: if isList x then builtins.concatMap flatten x else [ x ];
  unique = foldl' (seen: x: if elem x seen then seen else seen ++ [ x ]) [ ];
  last = xs: elemAt xs (length xs - 1);
  init = xs: genList (elemAt xs) (length xs - 1);
  remove = x: filter (y: y != x);
  subtractLists = gone: filter (x: !(elem x gone));
  range = first: final: if first > final then [ ] else genList (n: first + n) (final - first + 1);
  imap0 = f: xs: genList (n: f n (elemAt xs n)) (length xs);
  imap1 = f: imap0 (n: f (n + 1));
  zipLists =
    xs: ys:
    genList (n: {
      fst = elemAt xs n;
      snd = elemAt ys n;
    }) (if length xs < length ys then length xs else length ys);
  any = builtins.any;
  all = builtins.all;
  count = pred: xs: length (filter pred xs);
  findFirst =
    pred: default: xs:
    let
      found = filter pred xs;
    in
    if found == [ ] then default else builtins.head found;
  concat = concatLists;
  foldr =
    f: nul: xs:
    let
      go = n: if n == length xs then nul else f (elemAt xs n) (go (n + 1));
    in
    go 0;
}
