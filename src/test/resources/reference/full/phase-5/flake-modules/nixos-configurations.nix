{ self, inputs, ... }:
let
  inherit (inputs.nixpkgs) lib;

  shared = import ./lib.nix { inherit inputs; };
  inherit (shared) system userVars;

  # What modules of the bigger hosts ask for
  common = {
    inherit self system userVars;
  };

  # One entry per machine
  hosts = {
    orion = {
      path = ../systems/orion;
      modules = [
        inputs.home-manager.nixosModules.home-manager
        ../modules/features/desktop.nix
      ];
      specialArgs = common // {
        hasSecrets = true;
      };
    };
    cortex = {
      path = ../systems/cortex;
      modules = [
        inputs.home-manager.nixosModules.home-manager
        ../modules/features/ai.nix
      ];
      specialArgs = common // {
        hasSecrets = true;
      };
    };
    nexus = {
      path = ../systems/nexus;
      modules = [ ../modules/features/homelab.nix ];
      specialArgs = common // {
        hasSecrets = true;
      };
    };
    # Plays films, and needs nothing but its own folder
    axon = {
      path = ../systems/axon;
      modules = [ ];
      specialArgs = { };
    };
  };
in
{
  flake.nixosConfigurations = lib.mapAttrs (
    name: cfg:
    inputs.nixpkgs.lib.nixosSystem {
      inherit system;
      modules = [ cfg.path ] ++ cfg.modules ++ [
        inputs.nixos-fleet.nixosModules.fleet-hosts
        inputs.nixos-fleet.nixosModules.fleet-deploy-user
        ../modules/fleet.nix
      ];
      specialArgs = {
        inherit inputs;
      }
      // cfg.specialArgs;
    }
  ) hosts;
}
