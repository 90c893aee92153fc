{ self, inputs, ... }:
let
  inherit (import ./lib.nix { inherit inputs; }) system;
in
{
  flake.deploy = {
    sshUser = "jarvis"; # unless a node says otherwise

    nodes = {
      cortex = {
        hostname = "203.0.113.7"; # has moved twice; this one is right
        remoteBuild = true;
        profiles.system = {
          path = inputs.deploy-rs.lib.${system}.activate.nixos self.nixosConfigurations.cortex;
          user = "root";
        };
      };
      nexus = {
        hostname = "203.0.113.22";
        sshUser = "admin";
        profiles.system = {
          path = inputs.deploy-rs.lib.${system}.activate.nixos self.nixosConfigurations.nexus;
          user = "root";
        };
      };
      axon = {
        hostname = "203.0.113.11";
        profiles.system = {
          path = inputs.deploy-rs.lib.${system}.activate.nixos self.nixosConfigurations.axon;
          user = "root";
        };
      };
      # orion is where we sit: `just rebuild`
    };
  };

  flake.checks = builtins.mapAttrs (
    _: deployLib: deployLib.deployChecks self.deploy
  ) inputs.deploy-rs.lib;
}
