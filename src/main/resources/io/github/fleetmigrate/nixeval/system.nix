# The platform a NixOS configuration is for: of its package set, else of its options, else of its system's derivation.
configuration:
let
  options = configuration.config.nixpkgs or { };
  attempt =
    value:
    let
      tried = builtins.tryEval value;
    in
    if tried.success && builtins.isString tried.value then tried.value else null;
  first =
    list:
    if list == [ ] then
      null
    else
      let
        found = attempt (builtins.head list);
      in
      if found != null then found else first (builtins.tail list);
in
first [
  (configuration.pkgs.stdenv.hostPlatform.system or null)
  (options.hostPlatform.system or null)
  (options.system or null)
  (configuration.config.system.build.toplevel.system or null)
]
