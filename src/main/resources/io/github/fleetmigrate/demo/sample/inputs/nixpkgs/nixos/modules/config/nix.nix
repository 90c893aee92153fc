{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.nix;
  show =
    value:
    if builtins.isBool value then
      lib.boolToString value
    else if builtins.isList value then
      lib.concatMapStringsSep " " show value
    else
      toString value;
in
{
  options.nix = {
    enable = mkOption {
      type = types.bool;
      default = true;
    };
    settings = mkOption {
      default = { };
      type = types.submodule {
        freeformType = types.attrsOf types.anything;
        options = {
          allowed-users = mkOption {
            type = types.listOf types.str;
            default = [ "*" ];
          };
          experimental-features = mkOption {
            type = types.listOf types.str;
            default = [ ];
          };
          trusted-users = mkOption {
            type = types.listOf types.str;
            default = [ ];
          };
        };
      };
    };
    gc = {
      automatic = mkOption {
        type = types.bool;
        default = false;
      };
      dates = mkOption {
        type = types.str;
        default = "03:15";
      };
    };
  };

  config = lib.mkIf cfg.enable {
    nix.settings.trusted-users = [ "root" ];
    environment.etc."nix/nix.conf".source = pkgs.writeText "nix.conf" (
      lib.concatStrings (lib.mapAttrsToList (name: value: "${name} = ${show value}\n") cfg.settings)
    );
    systemd.services.nix-gc = lib.mkIf cfg.gc.automatic {
      description = "Nix Garbage Collector";
      script = "exec nix-collect-garbage";
      startAt = [ cfg.gc.dates ];
    };
  };
}
