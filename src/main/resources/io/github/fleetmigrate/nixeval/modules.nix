# How a NixOS configuration was called: names of its special arguments, and its modules: a path as a string, or null for
# one that is written in place. Null stands for what this nixpkgs does not tell. The module that nixosSystem itself adds is
# left out: it is written in the flake.nix of a nixpkgs.
configuration:
let
  inner = configuration._module or { };
  outer = configuration.config._module or { };
  args = inner.args or (outer.args or { });
  special = inner.specialArgs or (outer.specialArgs or null);
  modules = args.modules or (configuration.extraArgs.modules or null);
  # The file in which a set or a function with named arguments is written; empty where nix does not know.
  writtenIn =
    module:
    let
      named =
        if builtins.isFunction module then
          builtins.functionArgs module
        else if builtins.isAttrs module then
          module
        else
          { };
      place = builtins.unsafeGetAttrPos (builtins.head (builtins.attrNames named)) named;
      tried = builtins.tryEval (if named == { } || place == null then "" else toString place.file);
    in
    if tried.success then tried.value else "";
  # nixpkgs, flake.nix: lib.nixosSystem.
  addedByNixpkgs =
    module:
    let
      file = writtenIn module;
    in
    baseNameOf file == "flake.nix" && builtins.pathExists (dirOf file + "/nixos/lib/eval-config.nix");
  path =
    module:
    let
      tried = builtins.tryEval (
        if builtins.isPath module then
          toString module
        else if builtins.isString module then
          builtins.unsafeDiscardStringContext module
        else
          null
      );
    in
    if tried.success then tried.value else null;
in
{
  specialArgs = if special == null then null else builtins.attrNames special;
  modules = if modules == null then null else map path (builtins.filter (module: !(addedByNixpkgs module)) modules);
}
