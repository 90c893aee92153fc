# How a NixOS configuration was called: names of its special arguments, and its modules: a path as a string, or null for
# one that is written in place. A module that nixosSystem itself adds (nixpkgs' flake.nix: nixpkgs.flake.source) is left
# out: it is known by its place in that very nixpkgs. Also whether the modules themselves say the platform. Null stands for what this nixpkgs does not tell.
configuration:
let
  inner = configuration._module or { };
  outer = configuration.config._module or { };
  args = inner.args or (outer.args or { });
  special = inner.specialArgs or (outer.specialArgs or null);
  modules = args.modules or (configuration.extraArgs.modules or null);
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
  # The file that a set's or a function's first name stands in.
  fileOf =
    module:
    let
      names = if builtins.isFunction module then builtins.functionArgs module else module;
      first = builtins.head (builtins.attrNames names);
      place = builtins.unsafeGetAttrPos first names;
    in
    if builtins.isAttrs names && names != { } && place != null then place.file else "";
  nixpkgs = builtins.tryEval (toString (configuration.pkgs.path or "/no nixpkgs") + "/");
  isOfNixpkgs =
    module:
    let
      tried = builtins.tryEval (
        (builtins.isFunction module || builtins.isAttrs module)
        && builtins.substring 0 (builtins.stringLength nixpkgs.value) (fileOf module) == nixpkgs.value
      );
    in
    nixpkgs.success && tried.success && tried.value;
  # Whether the modules say what the host is for; before 22.05 only nixosSystem's argument did.
  platform = configuration.options.nixpkgs.hostPlatform or { };
  ownPlatform = builtins.tryEval ((platform.isDefined or false) && (platform.value or null) != null);
  called = if modules == null then null else builtins.filter (module: !(isOfNixpkgs module)) modules;
in
{
  specialArgs = if special == null then null else builtins.attrNames special;
  ownPlatform = ownPlatform.success && ownPlatform.value;
  modules = if called == null then null else map path called;
}
