# What `fleet` and Colmena deploy: every host's modules come from nixosConfigurations, how it is reached
# from fleet-config.nix.
{
  self,
  inputs,
  lib,
  ...
}:
let
  fleetConfig = import ../fleet-config.nix;

  hive = inputs.nixos-fleet.lib.generateColmena {
    inherit inputs;
    fleet = {
      inherit (fleetConfig) network;
      # Laid over the file, which the hosts' own modules read too.
      hosts = lib.recursiveUpdate fleetConfig.hosts {
        axon = {
          hostname = "axon";
          ip = "203.0.113.11";
          ssh.user = "jarvis";
          tags = [
            "media"
            "local"
          ];
        };
        cortex = {
          ip = "203.0.113.7";
          tags = [
            "server"
            "ai"
            "remote"
          ];
        };
        nexus = {
          ssh.user = "admin";
          tags = [
            "server"
            "homelab"
            "remote"
          ];
        };
        orion.tags = [
          "workstation"
          "local"
        ];
      };
    };
  };
in
{
  flake.colmena = hive // {
    # Deployed from itself, never over SSH.
    orion = lib.toList hive.orion ++ [
      {
        deployment = {
          targetHost = lib.mkForce null;
          allowLocalDeployment = true;
        };
      }
    ];
  };

  # Colmena's default evaluator reads this output.
  flake.colmenaHive = inputs.nixos-fleet.inputs.colmena.lib.makeHive self.outputs.colmena;
}
