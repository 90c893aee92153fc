{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.system = {
    build = mkOption {
      type = types.lazyAttrsOf types.raw;
      default = { };
    };
    activationScripts = mkOption {
      type = types.attrsOf types.lines;
      default = { };
    };
  };

  config.system.build.activate = pkgs.writeText "activate" (
    lib.concatStrings (
      lib.mapAttrsToList (name: script: "# ${name}\n${script}\n") config.system.activationScripts
    )
  );
}
