{
  description = "Four machines at home: orion, cortex, nexus and axon";

  inputs = {
    flake-parts.url = "path:@inputs@/flake-parts";
    flake-parts.inputs.nixpkgs-lib.follows = "nixpkgs";
    nixpkgs.url = "path:@inputs@/nixpkgs";
    # Homes, on orion and on every host that has people on it
    home-manager = {
      url = "path:@inputs@/home-manager";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    deploy-rs.url = "path:@inputs@/deploy-rs";
    nixos-fleet.url = "path:@inputs@/nixos-fleet";
    nixos-secrets = { url = "path:@inputs@/nixos-secrets"; flake = false; };
  };

  nixConfig = {
    # Our own cache, filled by nexus every night
    extra-substituters = [
      "https://cache.example.org"
    ];
    extra-trusted-public-keys = [
      "cache.example.org-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    ];
  };

  outputs =
    inputs@{ flake-parts, ... }:
    let
      inherit (inputs.nixpkgs) lib;
      inherit (inputs) nixos-fleet;
      fleetConfig = import ./fleet-config.nix;

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

      # Hosts that need nothing but their own folder and the inputs.
      built = nixos-fleet.lib.mkFleet {
        inherit inputs fleet;
        hostConfigurations = {
          axon = ./systems/axon;
        };
      };

      hive = nixos-fleet.lib.generateColmena { inherit inputs fleet; };

      # Lays the fleet over everything else this flake has.
      withFleet =
        outputs:
        built
        // outputs
        // {
          nixosConfigurations = outputs.nixosConfigurations // built.nixosConfigurations;

          colmena = hive // {
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
          colmenaHive = nixos-fleet.inputs.colmena.lib.makeHive inputs.self.outputs.colmena;
        };
    in
    withFleet (flake-parts.lib.mkFlake { inherit inputs; } {
      imports = [
        ./flake-modules/nixos-configurations.nix
        ./flake-modules/home-configurations.nix
        ./flake-modules/deploy.nix
      ];

      systems = [ "@system@" ];

      perSystem =
        {
          config,
          self',
          inputs',
          pkgs,
          system,
          ...
        }:
        {
          # `nix fmt`
          formatter = pkgs.nixpkgs-fmt;

          devShells.default = pkgs.mkShell {
            packages = with pkgs; [
              git
              just
              nixd
              nixpkgs-fmt
            ];
          };
        };
    });
}
