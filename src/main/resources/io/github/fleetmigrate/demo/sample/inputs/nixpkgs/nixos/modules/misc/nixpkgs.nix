# The package set of a configuration, and the module argument `pkgs` that carries it.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.nixpkgs;
in
{
  options.nixpkgs = {
    config = mkOption {
      type = types.submodule { freeformType = types.lazyAttrsOf types.anything; };
      default = { };
    };
    overlays = mkOption {
      type = types.listOf types.raw;
      default = [ ];
    };
    hostPlatform = mkOption {
      type = types.nullOr (types.either types.str types.attrs);
      default = null;
    };
    system = mkOption {
      type = types.str;
      default =
        if cfg.hostPlatform == null then
          throw "Neither nixpkgs.hostPlatform nor the option nixpkgs.system is set, and nixosSystem got no system."
        else
          cfg.hostPlatform.system or cfg.hostPlatform;
    };
    pkgs = mkOption {
      type = types.raw;
      default = import ../../.. {
        inherit (cfg) config overlays;
        # What the host itself says it is weighs more than what nixosSystem was told.
        system = if cfg.hostPlatform == null then cfg.system else cfg.hostPlatform.system or cfg.hostPlatform;
      };
    };
    flake.source = mkOption {
      type = types.nullOr types.str;
      default = null;
    };
  };

  config._module.args.pkgs = cfg.pkgs;
}
