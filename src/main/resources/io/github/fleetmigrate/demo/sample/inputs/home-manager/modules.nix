# What a home may set, and the one file that stands for it.
{ pkgs }:
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  file = types.submodule {
    options.text = mkOption { type = types.lines; };
  };
in
{
  _file = ./modules.nix;

  options = {
    home = {
      username = mkOption { type = types.str; };
      homeDirectory = mkOption { type = types.path; };
      stateVersion = mkOption { type = types.str; };
      packages = mkOption {
        type = types.listOf types.package;
        default = [ ];
      };
      sessionVariables = mkOption {
        type = types.attrsOf types.str;
        default = { };
      };
      file = mkOption {
        type = types.attrsOf file;
        default = { };
      };
      activationPackage = mkOption {
        type = types.package;
        readOnly = true;
      };
    };
    programs = mkOption {
      type = types.attrsOf (
        types.submodule {
          freeformType = types.attrsOf types.anything;
          options.enable = mkOption {
            type = types.bool;
            default = false;
          };
        }
      );
      default = { };
    };
    nixpkgs.config = mkOption {
      type = types.attrsOf types.anything;
      default = { };
    };
  };

  config = {
    _module.args.pkgs = lib.mkOptionDefault pkgs;
    home.activationPackage = pkgs.writeText "home-manager-generation-${config.home.username}" (
      builtins.toJSON {
        inherit (config.home)
          username
          homeDirectory
          stateVersion
          sessionVariables
          ;
        packages = map toString config.home.packages;
        files = lib.mapAttrs (_: entry: entry.text) config.home.file;
        programs = lib.filterAttrs (_: program: program.enable) config.programs;
      }
    );
  };
}
