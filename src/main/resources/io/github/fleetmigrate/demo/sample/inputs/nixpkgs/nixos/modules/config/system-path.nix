{ config, lib, pkgs, ... }:
{
  options.environment = {
    systemPackages = lib.mkOption {
      type = lib.types.listOf lib.types.package;
      default = [ ];
    };
    variables = lib.mkOption {
      type = lib.types.attrsOf lib.types.str;
      default = { };
    };
  };

  config = {
    environment.etc."set-environment".text = lib.concatStrings (
      lib.mapAttrsToList (name: value: "export ${name}=${lib.escapeShellArg value}\n") config.environment.variables
    );
    system.build.path = pkgs.writeText "system-path" (
      lib.concatMapStrings (package: "${package}\n") (lib.unique (map toString config.environment.systemPackages))
    );
  };
}
