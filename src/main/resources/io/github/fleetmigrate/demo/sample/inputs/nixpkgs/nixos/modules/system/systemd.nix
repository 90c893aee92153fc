# Units: one derivation each, and `system.build.units` that lists them.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;

  service = {
    options = {
      enable = mkOption {
        type = types.bool;
        default = true;
      };
      description = mkOption {
        type = types.str;
        default = "";
      };
      after = mkOption {
        type = types.listOf types.str;
        default = [ ];
      };
      wantedBy = mkOption {
        type = types.listOf types.str;
        default = [ ];
      };
      environment = mkOption {
        type = types.attrsOf types.str;
        default = { };
      };
      path = mkOption {
        type = types.listOf types.package;
        default = [ ];
      };
      preStart = mkOption {
        type = types.lines;
        default = "";
      };
      script = mkOption {
        type = types.lines;
        default = "";
      };
      serviceConfig = mkOption {
        type = types.attrsOf types.anything;
        default = { };
      };
      startAt = mkOption {
        type = types.listOf types.str;
        default = [ ];
      };
    };
  };

  line = name: value: lib.optionalString (value != "") "${name}=${value}\n";
  list = name: values: line name (lib.concatStringsSep " " values);

  unit =
    name: cfg:
    let
      script = part: lib.optionalString (cfg.${part} != "") "${pkgs.writeShellScript "unit-script-${name}-${part}" cfg.${part}}";
    in
    pkgs.writeText "unit-${name}.service" (
      "[Unit]\n"
      + line "Description" cfg.description
      + list "After" cfg.after
      + "\n[Service]\n"
      + lib.concatStrings (
        lib.mapAttrsToList (variable: value: "Environment=\"${variable}=${value}\"\n") cfg.environment
      )
      + list "Path" (map toString cfg.path)
      + line "ExecStartPre" (script "preStart")
      + line "ExecStart" (script "script")
      + lib.concatStrings (lib.mapAttrsToList (key: value: line key (toString value)) cfg.serviceConfig)
      + list "OnCalendar" cfg.startAt
      + "\n[Install]\n"
      + list "WantedBy" cfg.wantedBy
    );
in
{
  options.systemd.services = mkOption {
    type = types.attrsOf (types.submodule service);
    default = { };
  };

  config.system.build.units = pkgs.writeText "system-units" (
    lib.concatStrings (
      lib.mapAttrsToList (name: cfg: "${name}.service -> ${unit name cfg}\n") (
        lib.filterAttrs (_: cfg: cfg.enable) config.systemd.services
      )
    )
  );
}
