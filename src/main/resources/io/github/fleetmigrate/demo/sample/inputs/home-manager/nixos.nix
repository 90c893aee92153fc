# Homes as part of a NixOS configuration: a unit per user activates the home.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  cfg = config.home-manager;
in
{
  _file = ./nixos.nix;

  options.home-manager = {
    useGlobalPkgs = lib.mkEnableOption "the configuration's own package set for homes";
    useUserPackages = lib.mkEnableOption "installing home packages for the user";
    backupFileExtension = mkOption {
      type = types.nullOr types.str;
      default = null;
    };
    extraSpecialArgs = mkOption {
      type = types.attrs;
      default = { };
    };
    sharedModules = mkOption {
      type = types.listOf types.raw;
      default = [ ];
    };
    users = mkOption {
      default = { };
      type = types.attrsOf (
        types.submoduleWith {
          specialArgs = {
            osConfig = config;
            inherit lib;
          }
          // cfg.extraSpecialArgs;
          modules = [
            (import ./modules.nix { inherit pkgs; })
            (
              { name, ... }:
              {
                home.username = lib.mkDefault name;
                home.homeDirectory = lib.mkDefault config.users.users.${name}.home;
              }
            )
          ]
          ++ cfg.sharedModules;
        }
      );
    };
  };

  config.systemd.services = lib.mapAttrs' (
    name: home:
    lib.nameValuePair "home-manager-${name}" {
      description = "Home Manager environment for ${name}";
      wantedBy = [ "multi-user.target" ];
      script = "exec ${home.home.activationPackage}";
    }
  ) cfg.users;
}
