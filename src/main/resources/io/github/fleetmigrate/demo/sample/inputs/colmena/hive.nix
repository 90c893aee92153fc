# Evaluates a raw hive: `meta`, `defaults`, and one attribute per node (a module, or a list of modules).
{ rawHive }:
let
  inherit (builtins)
    attrNames
    elem
    filter
    isAttrs
    isFunction
    isList
    isPath
    listToAttrs
    ;
  options = import ./options.nix;
  modules = import ./modules.nix;

  reservedNames = [
    "defaults"
    "network"
    "meta"
  ];

  given =
    if isFunction rawHive || rawHive ? __functor then
      rawHive { }
    else if isAttrs rawHive then
      rawHive
    else
      throw "A hive is an attribute set.";

  unchecked =
    if given ? __schema then
      throw "makeHive got a hive that is evaluated already: give it the output `colmena`, not `colmenaHive`."
    else
      given;

  rawMeta =
    if unchecked ? meta && unchecked ? network then
      throw "A hive has `meta` or, as in NixOps, `network`: not both."
    else
      unchecked.meta or unchecked.network or { };

  # In a flake a package set must be initialised: a path, a function or a flake is not one.
  initialised =
    name: value:
    if isPath value || isFunction value || !(isAttrs value) || value ? outPath || value ? outputs then
      throw "${name} must be an initialised package set: import nixpkgs { system = …; }, or nixpkgs.legacyPackages.<system>"
    else
      value;

  nixpkgs = initialised "meta.nixpkgs" (rawMeta.nixpkgs or (throw "A hive in a flake needs meta.nixpkgs."));
  inherit (nixpkgs) lib;

  meta =
    (lib.evalModules {
      modules = [
        options.metaOptions
        rawMeta
      ];
    }).config;

  nodeNames = filter (name: !(elem name reservedNames)) (attrNames unchecked);
  configsOf = name: if isList unchecked.${name} then unchecked.${name} else [ unchecked.${name} ];

  evalNode =
    name: configs:
    let
      npkgs =
        if meta.nodeNixpkgs ? ${name} then
          initialised "meta.nodeNixpkgs.${name}" meta.nodeNixpkgs.${name}
        else
          nixpkgs;
    in
    import (npkgs.path + "/nixos/lib/eval-config.nix") {
      inherit (npkgs) system;
      modules = [
        {
          nixpkgs.overlays = lib.mkBefore npkgs.overlays;
          nixpkgs.config = lib.mkBefore npkgs.config;
        }
        modules.assertionModule
        modules.keyServiceModule
        options.deploymentOptions
        (unchecked.defaults or { })
      ]
      ++ configs;
      specialArgs = {
        inherit name;
        nodes = uncheckedNodes;
      }
      // meta.specialArgs
      // (meta.nodeSpecialArgs.${name} or { });
    };

  nodesFrom = f: listToAttrs (map (name: { inherit name; value = evalNode name (f (configsOf name)); }) nodeNames);

  # What modules get as `nodes`: not checked, so that reading one node does not evaluate all of it.
  uncheckedNodes = nodesFrom (configs: [ { _module.check = false; } ] ++ configs);
in
rec {
  __schema = "v0.5";

  nodes = nodesFrom (configs: configs);
  toplevel = lib.mapAttrs (_: node: node.config.system.build.toplevel) nodes;
  deploymentConfig = lib.mapAttrs (_: node: node.config.deployment) nodes;
  deploymentConfigSelected = names: lib.filterAttrs (name: _: elem name names) deploymentConfig;
  evalSelected = names: lib.filterAttrs (name: _: elem name names) toplevel;
  evalSelectedDrvPaths = names: lib.mapAttrs (_: system: system.drvPath) (evalSelected names);
  metaConfig = {
    inherit (meta)
      name
      description
      machinesFile
      allowApplyAll
      ;
  };
  introspect =
    f:
    f {
      inherit lib;
      pkgs = nixpkgs;
      nodes = uncheckedNodes;
    };
}
