{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.security.sudo;

  command = types.submodule {
    options = {
      command = mkOption { type = types.str; };
      options = mkOption {
        type = types.listOf (
          types.enum [
            "NOPASSWD"
            "PASSWD"
            "NOEXEC"
            "SETENV"
          ]
        );
        default = [ ];
      };
    };
  };

  showCommand =
    entry:
    if builtins.isString entry then
      entry
    else
      lib.concatMapStrings (option: "${option}:") entry.options + " ${entry.command}";

  showRule =
    rule:
    lib.concatMapStrings (who: "${who} ALL=(${rule.runAs}) ${lib.concatMapStringsSep ", " showCommand rule.commands}\n") (
      rule.users ++ map (group: "%${toString group}") rule.groups
    );
in
{
  options.security.sudo = {
    enable = mkOption {
      type = types.bool;
      default = true;
    };
    wheelNeedsPassword = mkOption {
      type = types.bool;
      default = true;
    };
    extraConfig = mkOption {
      type = types.lines;
      default = "";
    };
    extraRules = mkOption {
      default = [ ];
      type = types.listOf (
        types.submodule {
          options = {
            users = mkOption {
              type = types.listOf types.str;
              default = [ ];
            };
            groups = mkOption {
              type = types.listOf types.str;
              default = [ ];
            };
            runAs = mkOption {
              type = types.str;
              default = "ALL:ALL";
            };
            commands = mkOption { type = types.listOf (types.either types.str command); };
          };
        }
      );
    };
  };

  config = lib.mkIf cfg.enable {
    security.sudo.extraRules = lib.mkBefore [
      {
        users = [ "root" ];
        commands = [
          {
            command = "ALL";
            options = [ "SETENV" ];
          }
        ];
      }
      {
        groups = [ "wheel" ];
        commands = [
          {
            command = "ALL";
            options = [ "SETENV" ] ++ lib.optional (!cfg.wheelNeedsPassword) "NOPASSWD";
          }
        ];
      }
    ];
    environment.etc.sudoers = {
      source = pkgs.writeText "sudoers" (lib.concatMapStrings showRule cfg.extraRules + cfg.extraConfig);
      mode = "0440";
    };
  };
}
