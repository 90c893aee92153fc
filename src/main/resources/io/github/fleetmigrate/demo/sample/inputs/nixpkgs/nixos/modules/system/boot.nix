{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    boot = {
      kernelParams = mkOption {
        type = types.listOf types.str;
        default = [ ];
      };
      kernelModules = mkOption {
        type = types.listOf types.str;
        default = [ ];
      };
      loader = {
        systemd-boot.enable = lib.mkEnableOption "the systemd-boot boot manager";
        efi.canTouchEfiVariables = mkOption {
          type = types.bool;
          default = false;
        };
      };
    };
    fileSystems = mkOption {
      default = { };
      type = types.attrsOf (
        types.submodule {
          options = {
            device = mkOption { type = types.str; };
            fsType = mkOption {
              type = types.str;
              default = "auto";
            };
          };
        }
      );
    };
  };

  config = {
    boot.kernelParams = lib.mkAfter [ "loglevel=4" ];
    environment.etc = {
      fstab.text = lib.concatStrings (
        lib.mapAttrsToList (point: fs: "${fs.device} ${point} ${fs.fsType}\n") config.fileSystems
      );
      "modules-load.conf".text = lib.concatLines config.boot.kernelModules;
      "loader.conf".text = ''
        systemd-boot ${lib.boolToString config.boot.loader.systemd-boot.enable}
        efi ${lib.boolToString config.boot.loader.efi.canTouchEfiVariables}
      '';
    };
    system.build.kernelParams = pkgs.writeText "kernel-params" (
      lib.concatStringsSep " " config.boot.kernelParams
    );
  };
}
