{ lib }:
let
  inherit (builtins)
    attrNames
    concatMap
    foldl'
    isAttrs
    listToAttrs
    map
    ;
in
rec {
  nameValuePair = name: value: { inherit name value; };
  genAttrs = names: f: listToAttrs (map (name: nameValuePair name (f name)) names);
  mapAttrs' = f: set: listToAttrs (map (name: f name set.${name}) (attrNames set));
  mapAttrsToList = f: set: map (name: f name set.${name}) (attrNames set);
  attrsToList = mapAttrsToList nameValuePair;
  filterAttrs =
    pred: set:
    listToAttrs (
      concatMap (name: lib.optional (pred name set.${name}) (nameValuePair name set.${name})) (attrNames set)
    );
  concatMapAttrs = f: set: foldl' (acc: more: acc // more) { } (mapAttrsToList f set);
  mergeAttrsList = foldl' (acc: more: acc // more) { };
  optionalAttrs = cond: set: if cond then set else { };
  recursiveUpdate =
    lhs: rhs:
    lhs
    // builtins.mapAttrs (
      name: value:
      if lhs ? ${name} && isAttrs lhs.${name} && isAttrs value then recursiveUpdate lhs.${name} value else value
    ) rhs;
  hasAttrByPath =
    path: set:
    path == [ ]
    || (isAttrs set && set ? ${builtins.head path} && hasAttrByPath (builtins.tail path) set.${builtins.head path});
  attrByPath =
    path: default: set:
    if path == [ ] then
      set
    else if isAttrs set && set ? ${builtins.head path} then
      attrByPath (builtins.tail path) default set.${builtins.head path}
    else
      default;
  getAttrFromPath = path: attrByPath path (throw "cannot find attribute `${lib.concatStringsSep "." path}'");
  setAttrByPath =
    path: value: if path == [ ] then value else { ${builtins.head path} = setAttrByPath (builtins.tail path) value; };
  isDerivation = value: value.type or null == "derivation";
  getExe = package: "${package}/bin/${package.meta.mainProgram or package.pname or package.name}";
}
