# How a NixOS configuration was called: names of its special arguments, and its modules: a path as a string, or null for
# one that is written in place. Null stands for what this nixpkgs does not tell.
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
in
{
  specialArgs = if special == null then null else builtins.attrNames special;
  modules = if modules == null then null else map path modules;
}
