# Files in /etc: each with its text or source; `system.build.etc` lists them all.
{ config, lib, pkgs, ... }:
let
  entries = lib.filterAttrs (_: entry: entry.enable) config.environment.etc;
in
{
  options.environment.etc = lib.mkOption {
    default = { };
    type = lib.types.attrsOf (
      lib.types.submodule (
        { config, name, ... }:
        {
          options = {
            enable = lib.mkOption {
              type = lib.types.bool;
              default = true;
            };
            target = lib.mkOption {
              type = lib.types.str;
              default = name;
            };
            text = lib.mkOption {
              type = lib.types.nullOr lib.types.lines;
              default = null;
            };
            source = lib.mkOption { type = lib.types.path; };
            mode = lib.mkOption {
              type = lib.types.str;
              default = "symlink";
            };
          };
          config.source = lib.mkIf (config.text != null) (
            lib.mkDefault (pkgs.writeText "etc-${builtins.replaceStrings [ "/" ] [ "-" ] name}" config.text)
          );
        }
      )
    );
  };

  config.system.build.etc = pkgs.writeText "etc" (
    lib.concatMapStrings (entry: "${entry.target} -> ${entry.source} ${entry.mode}\n") (lib.attrValues entries)
  );
}
