# Names of a flake's outputs, two levels down. Forces no value below the second level's names, and no derivation. An
# output that is no set, is empty, or throws, counts with its own name.
outputs:
let
  below =
    name: value:
    if builtins.isAttrs value && (value.type or null) != "derivation" then
      map (inner: "${name}.${inner}") (builtins.attrNames value)
    else
      [ ];
  names =
    name:
    let
      tried = builtins.tryEval (below name outputs.${name});
    in
    if tried.success && tried.value != [ ] then tried.value else [ name ];
in
builtins.concatLists (map names (builtins.attrNames outputs))
