{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.networking;
in
{
  options.networking = {
    hostName = mkOption {
      type = types.strMatching "[[:alnum:]]([[:alnum:]_-]{0,61}[[:alnum:]])?";
      default = "nixos";
    };
    domain = mkOption {
      type = types.nullOr types.str;
      default = null;
    };
    fqdn = mkOption {
      type = types.str;
      default = if cfg.domain == null then cfg.hostName else "${cfg.hostName}.${cfg.domain}";
    };
    # Lists of the same address are joined, so an entry that two modules write stands there twice.
    hosts = mkOption {
      type = types.attrsOf (types.listOf types.str);
      default = { };
    };
    extraHosts = mkOption {
      type = types.lines;
      default = "";
    };
    nameservers = mkOption {
      type = types.listOf types.str;
      default = [ ];
    };
    defaultGateway = mkOption {
      type = types.nullOr types.str;
      default = null;
    };
    useDHCP = mkOption {
      type = types.bool;
      default = true;
    };
    networkmanager.enable = lib.mkEnableOption "NetworkManager";
    firewall = {
      enable = mkOption {
        type = types.bool;
        default = true;
      };
      allowedTCPPorts = mkOption {
        type = types.listOf types.port;
        default = [ ];
        apply = ports: lib.unique (builtins.sort builtins.lessThan ports);
      };
    };
  };

  config = {
    networking.hosts = {
      "127.0.0.1" = [ "localhost" ];
      "::1" = [ "localhost" ];
      "127.0.0.2" = lib.optional (cfg.domain != null) cfg.fqdn ++ [ cfg.hostName ];
    };
    environment.etc = {
      hostname.text = "${cfg.hostName}\n";
      hosts.text =
        lib.concatStrings (
          lib.mapAttrsToList (address: names: "${address} ${lib.concatStringsSep " " names}\n") (
            lib.filterAttrs (_: names: names != [ ]) cfg.hosts
          )
        )
        + cfg.extraHosts;
      "resolv.conf" = lib.mkIf (cfg.nameservers != [ ]) {
        text = lib.concatMapStrings (server: "nameserver ${server}\n") cfg.nameservers;
      };
      "nftables.conf" = lib.mkIf cfg.firewall.enable {
        text = "tcp dport { ${lib.concatMapStringsSep ", " toString cfg.firewall.allowedTCPPorts} } accept\n";
      };
      "network.conf".text = ''
        dhcp ${lib.boolToString cfg.useDHCP}
        manager ${lib.boolToString cfg.networkmanager.enable}
        gateway ${toString cfg.defaultGateway}
      '';
    };
  };
}
