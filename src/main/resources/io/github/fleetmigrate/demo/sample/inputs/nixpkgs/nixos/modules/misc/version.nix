{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.system;
in
{
  options.system = {
    stateVersion = mkOption {
      type = types.str;
      default = cfg.nixos.release;
    };
    configurationRevision = mkOption {
      type = types.nullOr types.str;
      default = null;
    };
    nixos = {
      release = mkOption {
        type = types.str;
        default = lib.trivial.release;
        readOnly = true;
      };
      version = mkOption {
        type = types.str;
        default = lib.trivial.version;
      };
      tags = mkOption {
        type = types.listOf types.str;
        default = [ ];
      };
      label = mkOption {
        type = types.strMatching "[a-zA-Z0-9:_.-]*";
        default = lib.concatStringsSep "-" (cfg.nixos.tags ++ [ cfg.nixos.version ]);
      };
    };
  };

  config.environment.etc.os-release.text = ''
    NAME=NixOS
    ID=nixos
    VERSION="${cfg.nixos.version}"
    VERSION_ID="${cfg.nixos.release}"
    BUILD_ID="${cfg.nixos.label}"
  '';
}
