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
      inherit (fleetConfig) network hosts;
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
