{ config, lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    time.timeZone = mkOption {
      type = types.nullOr types.str;
      default = null;
    };
    i18n.defaultLocale = mkOption {
      type = types.str;
      default = "en_US.UTF-8";
    };
    console.keyMap = mkOption {
      type = types.str;
      default = "us";
    };
  };

  config.environment.etc = {
    "locale.conf".text = "LANG=${config.i18n.defaultLocale}\n";
    "vconsole.conf".text = "KEYMAP=${config.console.keyMap}\n";
    timezone = lib.mkIf (config.time.timeZone != null) { text = "${config.time.timeZone}\n"; };
  };
}
