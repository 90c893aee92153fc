{ config, lib, pkgs, ... }:
let
  inherit (lib) mkIf mkOption types;
  cfg = config.services;
in
{
  options.services = {
    openssh = {
      enable = lib.mkEnableOption "the OpenSSH daemon";
      ports = mkOption {
        type = types.listOf types.port;
        default = [ 22 ];
      };
      openFirewall = mkOption {
        type = types.bool;
        default = true;
      };
      settings = mkOption {
        type = types.submodule { freeformType = types.attrsOf types.anything; };
        default = { };
      };
    };
    jellyfin.enable = lib.mkEnableOption "the Jellyfin media server";
    ollama = {
      enable = lib.mkEnableOption "a server of local language models";
      models = mkOption {
        type = types.listOf types.str;
        default = [ ];
      };
      package = lib.mkPackageOption pkgs "llama-cpp" { };
    };
  };

  config = lib.mkMerge [
    (mkIf cfg.openssh.enable {
      systemd.services.sshd = {
        description = "SSH Daemon";
        wantedBy = [ "multi-user.target" ];
        script = "exec ${pkgs.openssh} -D -f /etc/ssh/sshd_config";
      };
      environment.etc."ssh/sshd_config".text =
        lib.concatMapStrings (port: "Port ${toString port}\n") cfg.openssh.ports
        + lib.concatStrings (lib.mapAttrsToList (name: value: "${name} ${toString value}\n") cfg.openssh.settings);
      networking.firewall.allowedTCPPorts = lib.optionals cfg.openssh.openFirewall cfg.openssh.ports;
    })
    (mkIf cfg.jellyfin.enable {
      systemd.services.jellyfin = {
        description = "Jellyfin Media Server";
        wantedBy = [ "multi-user.target" ];
        script = "exec jellyfin";
      };
      networking.firewall.allowedTCPPorts = [ 8096 ];
    })
    (mkIf cfg.ollama.enable {
      systemd.services.ollama = {
        description = "Server for local large language models";
        wantedBy = [ "multi-user.target" ];
        environment.OLLAMA_MODELS = lib.concatStringsSep "," cfg.ollama.models;
        script = "exec ${cfg.ollama.package} serve";
      };
    })
  ];
}
